import {
  type BillingNeeds,
  type BillingRouter,
  createBillingRouter,
  refusalOf,
  Refused,
  t,
} from "@portico/billing";
import { getTRPCErrorShape, TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
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
    if (!isReadable(ask.request.url)) return trpcRefusal(router, ask.requestId, "NOT_FOUND");
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
      onError({ error, path }) {
        const refusal = refusalOf(error) ?? new Refused("BAD_REQUEST", { cause: error });
        ask.log.refused(refusal, { procedure: path });
      },
    });
    return isEventStream(answer) ? liveStream(answer) : answer;
  };
}

/** tRPC takes a path that cannot be decoded for a mistake of ours. */
function isReadable(url: string): boolean {
  const [path = ""] = url.split("?", 1);
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function retryAfter(errors: TRPCError[]): Record<string, string> {
  const waits = errors.flatMap(({ cause }) =>
    cause instanceof Refused ? (cause.retryAfterSeconds ?? []) : [],
  );
  return waits.length > 0 ? { "retry-after": String(Math.max(...waits)) } : {};
}

/** What is refused before tRPC sees it, in its shape. */
export function trpcRefusal(
  router: AppRouter,
  requestId: string,
  code: "NOT_FOUND" | "PAYLOAD_TOO_LARGE",
): Response {
  const error = new TRPCError({ code });
  const shape = getTRPCErrorShape({
    config: router._def._config,
    error,
    type: "unknown",
    path: undefined,
    input: undefined,
    ctx: { requestId, caller: () => Promise.reject(new Refused("NOT_SIGNED_IN")) },
  });
  return Response.json({ error: shape }, { status: getHTTPStatusCodeFromError(error) });
}
