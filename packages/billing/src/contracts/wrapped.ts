import { z } from "zod";
import { PRIVATE, type Problem } from "./surface.ts";

/** What is granted, in its envelope. */
export function wrapped(data: object): Response {
  return Response.json({ success: true, data }, { headers: PRIVATE });
}

export function wrappedShape<Data extends z.ZodType>(data: Data) {
  return z.object({ success: z.literal(true), data });
}

export function wrappedRefusal(
  _: Request,
  { reason, requestId, status, code, message, fields, headers }: Problem,
): Response {
  const details =
    reason === "RETURN_URL_NOT_ALLOWED" ? { return_url: "must be on the allow-list" } : fields;
  return Response.json(
    {
      success: false,
      error: { code, message, request_id: requestId, ...(details && { details }) },
    },
    { status, headers },
  );
}

export function wrappedRefusalShape(codes: [string, ...string[]]) {
  return z.object({
    success: z.literal(false),
    error: z.object({
      code: z.enum(codes),
      message: z.string(),
      request_id: z.string(),
      details: z.record(z.string(), z.string()).optional(),
    }),
  });
}
