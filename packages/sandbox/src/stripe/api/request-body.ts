import { StripeProblem } from "../problem.ts";

const LARGEST_BODY = 1024 * 1024;

/** Stops reading where a request gets too long to be one. */
export async function readBody({ body }: Request): Promise<string> {
  if (!body) return "";
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    const bytes: unknown = part;
    if (!(bytes instanceof Uint8Array)) continue;
    length += bytes.byteLength;
    if (length > LARGEST_BODY) throw tooLong();
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}

function tooLong(): StripeProblem {
  return new StripeProblem(413, {
    type: "invalid_request_error",
    message: "The request body is longer than 1 MB.",
  });
}
