import {
  type BillingContext,
  type BillingNeeds,
  type BillingRouter,
  createBillingRouter,
  refusalOf,
  Refused,
  t,
} from "@portico/billing";
import { getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { ClerkSession } from "./callers/clerk-session.ts";
import type { Ask } from "./ask.ts";
import { isEventStream, liveStream } from "./event-stream.ts";
import type { Limits } from "./limits/limits.ts";
import { callMutation, isAskedByItself, mutationsOf } from "./trpc-mutation.ts";

/** Your own router mounts billing the same way, beside your own procedures. */
export function createAppRouter(needs: BillingNeeds) {
  return t.router({ billing: createBillingRouter(needs) satisfies BillingRouter });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

export const TRPC_PATH = "/trpc";
const LARGEST_BATCH = 10;
const NOT_KEPT = { "cache-control": "no-store" };

export function createTrpcEntrance(router: AppRouter, session: ClerkSession, limits: Limits) {
  const mutations = mutationsOf(router);

  return (ask: Ask): Promise<Response> => {
    const { request, requestId } = ask;
    const ctx = { requestId, caller: () => limits.admit(ask, session.byBearer) };
    const path = ask.path.slice(TRPC_PATH.length + 1);
    return mutations.has(path) && isAskedByItself(request)
      ? answerMutation(router, ask, ctx, path)
      : answerByAdapter(router, ask, ctx);
  };
}

async function answerMutation(router: AppRouter, ask: Ask, ctx: BillingContext, path: string) {
  try {
    const data = await callMutation(router, path, ask.request, ctx);
    return Response.json({ result: { data } }, { headers: NOT_KEPT });
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    logRefusal(ask, error, path);
    return errorAnswer(router, error, ctx, path);
  }
}

async function answerByAdapter(router: AppRouter, ask: Ask, ctx: BillingContext) {
  const { request, requestId } = ask;
  if (!isReadable(request.url)) return trpcRefusal(router, requestId, "NOT_FOUND");
  const answer = await fetchRequestHandler({
    endpoint: TRPC_PATH,
    req: request,
    router,
    maxBatchSize: LARGEST_BATCH,
    createContext: () => ctx,
    responseMeta: ({ errors }) => ({ headers: headersFor(errors) }),
    onError: ({ error, path }) => logRefusal(ask, error, path),
  });
  return isEventStream(answer) ? liveStream(answer) : answer;
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

function logRefusal({ log }: Ask, error: TRPCError, procedure: string | undefined) {
  log.refused(refusalOf(error) ?? new Refused("BAD_REQUEST", { cause: error }), { procedure });
}

function headersFor(errors: TRPCError[]): Record<string, string> {
  const waits = errors.flatMap(({ cause }) =>
    cause instanceof Refused ? (cause.retryAfterSeconds ?? []) : [],
  );
  return waits.length > 0 ? { ...NOT_KEPT, "retry-after": String(Math.max(...waits)) } : NOT_KEPT;
}

/** What is refused before tRPC sees it, in its shape. */
export function trpcRefusal(
  router: AppRouter,
  requestId: string,
  code: "NOT_FOUND" | "PAYLOAD_TOO_LARGE",
): Response {
  const caller = () => Promise.reject(new Refused("NOT_SIGNED_IN"));
  return errorAnswer(router, new TRPCError({ code }), { requestId, caller });
}

function errorAnswer(
  router: AppRouter,
  error: TRPCError,
  ctx: BillingContext,
  path?: string,
): Response {
  const { _config: config } = router._def;
  const shape = getTRPCErrorShape({ config, error, type: "unknown", path, input: undefined, ctx });
  return Response.json(
    { error: shape },
    { status: getHTTPStatusCodeFromError(error), headers: headersFor([error]) },
  );
}
