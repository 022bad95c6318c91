import {
  type BillingNeeds,
  type BillingRouter,
  createBillingRouter,
  Refused,
  t,
} from "@portico/billing";
import { getTRPCErrorShape, TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { ClerkSession } from "./callers/clerk-session.ts";
import type { Ask } from "./ask.ts";
import { isEventStream, liveStream } from "./event-stream.ts";
import type { Limits } from "./limits/limits.ts";

/** Your own router mounts billing the same way, beside your own procedures. */
export function createAppRouter(needs: BillingNeeds) {
  return t.router({ billing: createBillingRouter(needs) satisfies BillingRouter });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

export const TRPC_PATH = "/trpc";
const LARGEST_BATCH = 10;

export function createTrpcEntrance(router: AppRouter, session: ClerkSession, limits: Limits) {
  return async (ask: Ask): Promise<Response> => {
    const answer = await fetchRequestHandler({
      endpoint: TRPC_PATH,
      req: ask.request,
      router,
      maxBatchSize: LARGEST_BATCH,
      createContext: () => ({
        requestId: ask.requestId,
        caller: () => limits.admit(ask, session.byBearer),
      }),
      responseMeta: ({ errors }) => ({
        headers: { "cache-control": "no-store", ...retryAfter(errors) },
      }),
      onError: ({ error, path }) => ask.log.refused(error.cause ?? error, { procedure: path }),
    });
    return isEventStream(answer) ? liveStream(answer) : answer;
  };
}

function retryAfter(errors: TRPCError[]): Record<string, string> {
  const waits = errors.flatMap(({ cause }) =>
    cause instanceof Refused ? (cause.retryAfterSeconds ?? []) : [],
  );
  return waits.length > 0 ? { "retry-after": String(Math.max(...waits)) } : {};
}

/** A body over the limit is refused before tRPC sees it, and answered in its shape. */
export function trpcTooLarge(router: AppRouter, requestId: string): Response {
  const error = getTRPCErrorShape({
    config: router._def._config,
    error: new TRPCError({ code: "PAYLOAD_TOO_LARGE" }),
    type: "unknown",
    path: undefined,
    input: undefined,
    ctx: { requestId, caller: () => Promise.reject(new Refused("NOT_SIGNED_IN")) },
  });
  return Response.json({ error }, { status: 413 });
}
