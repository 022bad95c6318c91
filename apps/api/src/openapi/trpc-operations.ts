import { REASONS, trpcCodes } from "@portico/billing";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { z } from "zod";
import { type AppRouter, TRPC_PATH } from "../trpc.ts";
import { proceduresOf } from "../trpc-procedures.ts";
import type { Answered, Operation, Operations } from "./operation.ts";

const error = z.object({
  error: z.object({
    code: z.int(),
    message: z.string(),
    data: z.object({
      code: z.string(),
      httpStatus: z.int(),
      path: z.string().optional(),
      reason: z.enum(REASONS).nullable(),
      retryAfter: z.int().nullable(),
      requestId: z.string().nullable(),
    }),
  }),
});

const refused: Answered = {
  description: "Refused; error.data.reason says why.",
  body: error,
  sharedAs: "tRPCRefusal",
};

const granted = z.object({ result: z.object({ data: z.unknown() }) });

/** What tRPC itself refuses before a procedure is asked. */
const FROM_TRPC = [
  "PARSE_ERROR",
  "NOT_FOUND",
  "METHOD_NOT_SUPPORTED",
  "UNSUPPORTED_MEDIA_TYPE",
] as const;

/** Every procedure of the router that answers once, at its own address. */
export function trpcOperations(router: AppRouter): Operations {
  return Object.fromEntries(
    proceduresOf(router).flatMap(({ name, type, inputs }) => {
      // A stream is read by tRPC's own client alone.
      if (type === "subscription") return [];
      const method = type === "query" ? "get" : "post";
      return [[`${TRPC_PATH}/${name}`, { [method]: operation(name, method, inputs[0]) }]];
    }),
  );
}

function operation(name: string, method: "get" | "post", schema: z.ZodType | undefined): Operation {
  return {
    summary: name,
    description:
      "Best called by tRPC's own client, which also sends several calls as one batch and types what comes back.",
    tag: "tRPC",
    security: ["session"],
    ...(schema && (method === "get" ? { query: { name: "input", schema } } : { body: schema })),
    answers: { ...refusals(), 200: { description: "What was asked for.", body: granted } },
  };
}

function refusals(): Operation["answers"] {
  const codes = [
    ...new Set([
      ...REASONS.map((reason) => trpcCodes[reason]),
      ...FROM_TRPC,
      "PAYLOAD_TOO_LARGE" as const,
    ]),
  ];
  const answers = codes.map((code) => {
    const status = getHTTPStatusCodeFromError(new TRPCError({ code }));
    return [status, refused] as const;
  });
  return Object.fromEntries(answers);
}
