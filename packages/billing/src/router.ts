import { initTRPC, TRPCError } from "@trpc/server";
import { apiKeyWish, issueApiKey, type IssueApiKeyNeeds } from "./api-keys/issue.ts";
import { listApiKeys, type ListApiKeysNeeds } from "./api-keys/list.ts";
import { apiKeyChoice, revokeApiKey, type RevokeApiKeyNeeds } from "./api-keys/revoke.ts";
import { auditWish, readAuditLog, type ReadAuditLogNeeds } from "./audit/read-audit-log.ts";
import type { PersonCaller } from "./caller.ts";
import { historyWish, readHistory, type ReadHistoryNeeds } from "./history/read-history.ts";
import { openPortal, type OpenPortalNeeds } from "./portal/open-portal.ts";
import { portalWish } from "./portal/wish.ts";
import { Refused, refusalFrom } from "./reasons.ts";
import { type BillingViewNeeds, viewBilling } from "./subscription/billing-view.ts";
import { trpcCodes, trpcErrorShape } from "./trpc-answers.ts";

export interface BillingContext {
  /** Asked once a procedure needs to know; throws a Refused where nobody can be made out. */
  caller: () => Promise<PersonCaller>;
  requestId: string;
}

export const t = initTRPC
  .context<BillingContext>()
  .create({ isDev: false, errorFormatter: trpcErrorShape });

/** A refusal leaves as tRPC's error with our reason; its cause stays behind for the log. */
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (result.error.code !== "INTERNAL_SERVER_ERROR" && !(cause instanceof Refused)) return result;
  const refusal = refusalFrom(cause ?? result.error);
  throw new TRPCError({
    code: trpcCodes[refusal.reason],
    message: refusal.message,
    cause: refusal,
  });
});

export type BillingNeeds = OpenPortalNeeds &
  BillingViewNeeds &
  IssueApiKeyNeeds &
  ListApiKeysNeeds &
  RevokeApiKeyNeeds &
  ReadAuditLogNeeds &
  ReadHistoryNeeds;

/** Mount it as `billing` in your own router. */
export function createBillingRouter(needs: BillingNeeds) {
  return t.router({
    view: procedure.query(async ({ ctx }) => viewBilling(needs, await ctx.caller())),
    createPortal: procedure
      .input(portalWish)
      .mutation(async ({ ctx, input }) => openPortal(needs, await ctx.caller(), input)),
    auditLog: procedure
      .input(auditWish)
      .query(async ({ ctx, input }) => readAuditLog(needs, await ctx.caller(), input)),
    history: procedure
      .input(historyWish)
      .query(async ({ ctx, input }) => readHistory(needs, await ctx.caller(), input)),
    apiKeys: t.router({
      list: procedure.query(async ({ ctx }) => listApiKeys(needs, await ctx.caller())),
      create: procedure
        .input(apiKeyWish)
        .mutation(async ({ ctx, input }) => issueApiKey(needs, await ctx.caller(), input)),
      revoke: procedure
        .input(apiKeyChoice)
        .mutation(async ({ ctx, input }) => revokeApiKey(needs, await ctx.caller(), input)),
    }),
  });
}

export type BillingRouter = ReturnType<typeof createBillingRouter>;
