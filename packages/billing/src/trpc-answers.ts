import { type TRPC_ERROR_CODE_KEY, type TRPCDefaultErrorShape, TRPCError } from "@trpc/server";
import { z } from "zod";
import { type Reason, Refused, refusalFrom } from "./reasons.ts";
import { sayInvalid } from "./say-invalid.ts";

export const trpcCodes: Record<Reason, TRPC_ERROR_CODE_KEY> = {
  NOT_SIGNED_IN: "UNAUTHORIZED",
  NOT_ALLOWED: "FORBIDDEN",
  NO_ORGANIZATION: "PRECONDITION_FAILED",
  USER_NOT_FOUND: "NOT_FOUND",
  ORGANIZATION_NOT_FOUND: "NOT_FOUND",
  BAD_REQUEST: "BAD_REQUEST",
  RETURN_URL_NOT_ALLOWED: "UNPROCESSABLE_CONTENT",
  NO_STRIPE_CUSTOMER: "CONFLICT",
  PORTAL_NOT_SET_UP: "SERVICE_UNAVAILABLE",
  PLANS_NOT_SET_UP: "SERVICE_UNAVAILABLE",
  NOT_MOVED_IN: "SERVICE_UNAVAILABLE",
  ALREADY_SUBSCRIBED: "CONFLICT",
  NOT_SUBSCRIBED: "CONFLICT",
  PAYMENT_FAILED: "PAYMENT_REQUIRED",
  NOT_ENOUGH_CREDITS: "PAYMENT_REQUIRED",
  KEY_USED_BEFORE: "CONFLICT",
  NOT_IN_PLAN: "FORBIDDEN",
  TOO_MANY_API_KEYS: "CONFLICT",
  TOO_MANY_REQUESTS: "TOO_MANY_REQUESTS",
  STRIPE_UNAVAILABLE: "BAD_GATEWAY",
  UNEXPECTED: "INTERNAL_SERVER_ERROR",
};

/** A refusal leaves as tRPC's error with our reason; its cause stays behind for the log. */
export function trpcErrorFrom(error: unknown): TRPCError {
  const refusal = refusalFrom(error);
  return new TRPCError({
    code: trpcCodes[refusal.reason],
    message: refusal.message,
    cause: refusal,
  });
}

interface Failure {
  shape: TRPCDefaultErrorShape;
  error: TRPCError;
  ctx: { requestId: string } | undefined;
}

/** What a client gets: tRPC's own shape, our reason beside it, and never a word that was not written for people. */
export function trpcErrorShape({ shape, error, ctx }: Failure) {
  const refusal = refusalOf(error);
  return {
    code: shape.code,
    message: refusal?.message ?? wordsFor(error),
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      ...(shape.data.path !== undefined && { path: shape.data.path }),
      reason: refusal?.reason ?? null,
      retryAfter: refusal?.retryAfterSeconds ?? null,
      requestId: ctx?.requestId ?? null,
    },
  };
}

/** Undefined for what tRPC alone refuses: an unknown procedure, another method or content type. */
export function refusalOf(error: TRPCError): Refused | undefined {
  if (error.cause instanceof Refused) return error.cause;
  if (error.code === "INTERNAL_SERVER_ERROR") return new Refused("UNEXPECTED", { cause: error });
  if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR")
    return new Refused("BAD_REQUEST", badRequest(error));
  return undefined;
}

function badRequest({ cause }: TRPCError) {
  return cause instanceof z.ZodError ? { message: sayInvalid(cause) } : {};
}

function wordsFor(error: TRPCError): string {
  if (error.code === "NOT_FOUND") return "There is no such procedure. Check its name.";
  if (error.code === "METHOD_NOT_SUPPORTED")
    return "Queries are asked with GET, mutations with POST.";
  return "The request could not be handled as it was sent.";
}
