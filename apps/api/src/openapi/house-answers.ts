import { z } from "zod";

/** How everything off the contracts and off tRPC says no. */
export const houseProblem = (...codes: [string, ...string[]]) =>
  z.object({
    error: z.object({ code: z.enum(codes), message: z.string(), request_id: z.string() }),
  });

export const TOO_LARGE = {
  413: { description: "The body is too large.", body: houseProblem("PAYLOAD_TOO_LARGE") },
};
