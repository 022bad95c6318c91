import type { z } from "zod";
import { Refused } from "../reasons.ts";
import { sayInvalid } from "../say-invalid.ts";

/** What a client sent, once it is what the contract says; a field we do not know is left alone. */
export async function readJson<Shape extends z.ZodType>(
  shape: Shape,
  request: Request,
): Promise<z.infer<Shape>> {
  const sent: unknown = await request.json().catch((cause: unknown) => {
    throw new Refused("BAD_REQUEST", {
      message: "The body is not JSON. Send a JSON object.",
      cause,
      fields: { body: "must be a JSON object" },
    });
  });
  const read = shape.safeParse(sent);
  if (read.success) return read.data;
  throw new Refused("BAD_REQUEST", {
    message: sayInvalid(read.error),
    fields: fieldsOf(read.error),
  });
}

function fieldsOf({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => [[...issue.path, key].join("."), "is not known"] as const)
        : [[issue.path.join(".") || "body", issue.message] as const],
    ),
  );
}
