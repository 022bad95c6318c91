import type { BillingContext } from "@portico/billing";
import { callTRPCProcedure, TRPCError } from "@trpc/server";
import type { AppRouter } from "./trpc.ts";
import { proceduresOf } from "./trpc-procedures.ts";

export function mutationsOf(router: AppRouter): ReadonlySet<string> {
  const mutations = proceduresOf(router).filter(({ type }) => type === "mutation");
  return new Set(mutations.map(({ name }) => name));
}

/** Neither in a batch nor for a stream: as our page asks. */
export function isAskedByItself({ method, url, headers }: Request): boolean {
  return (
    method === "POST" &&
    !url.includes("?") &&
    !headers.has("trpc-accept") &&
    headers.get("content-type")?.startsWith("application/json") === true
  );
}

/** What tRPC's adapter makes for batches and streams, asked for or not, costs a fifth of opening a portal. */
export function callMutation(
  router: AppRouter,
  path: string,
  request: Request,
  ctx: BillingContext,
): Promise<unknown> {
  return callTRPCProcedure({
    router,
    path,
    type: "mutation",
    ctx,
    getRawInput: () => request.json().catch(refuseUnread),
    signal: undefined,
    batchIndex: 0,
  });
}

function refuseUnread(cause: unknown): never {
  throw new TRPCError({ code: "BAD_REQUEST", cause });
}
