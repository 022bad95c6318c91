import { type OperatorRouter, refusalFrom, trpcCodes } from "@portico/billing";
import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Ask } from "../ask.ts";
import type { Limits } from "../limits/limits.ts";
import { hasBearer } from "./has-bearer.ts";

export const OPERATOR_PATH = "/operator";

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d+){3})$/i;
/** A page's request names its origin, and a proxy's those it asks for. */
const FROM_ELSEWHERE = ["origin", "forwarded", "x-forwarded-for"];

/** A program on this machine itself, with the token that this process made. */
export function isOperator(token: string | null, { request, peer }: Ask): boolean {
  if (token === null || !LOOPBACK.test(peer ?? "")) return false;
  return !FROM_ELSEWHERE.some((header) => request.headers.has(header)) && hasBearer(request, token);
}

export function createOperatorEntrance(router: OperatorRouter, limits: Limits) {
  return (ask: Ask): Promise<Response> =>
    fetchRequestHandler({
      endpoint: OPERATOR_PATH,
      req: ask.request,
      router,
      createContext: async () => {
        await limits.countAddress(ask).catch(sayInTrpc);
        return { actor: "operator", requestId: ask.requestId };
      },
      responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
      onError: ({ error, path }) => ask.log.refused(error.cause ?? error, { procedure: path }),
    });
}

function sayInTrpc(error: unknown): never {
  const refusal = refusalFrom(error);
  throw new TRPCError({
    code: trpcCodes[refusal.reason],
    message: refusal.message,
    cause: refusal,
  });
}
