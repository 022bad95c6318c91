import { initTRPC } from "@trpc/server";
import { apiKeyWish, issueApiKey, type IssueApiKeyNeeds } from "./api-keys/issue.ts";
import { listApiKeys, type ListApiKeysNeeds } from "./api-keys/list.ts";
import { apiKeyChoice, revokeApiKey, type RevokeApiKeyNeeds } from "./api-keys/revoke.ts";
import { readAuditLog, type ReadAuditLogNeeds } from "./audit/read-audit-log.ts";
import type { PersonCaller } from "./caller.ts";
import { buyCredits, type BuyCreditsNeeds, buyWish } from "./credits/buy-credits.ts";
import type { SpendAsNeeds } from "./credits/spending/spend-as.ts";
import { viewCredits, type ViewCreditsNeeds } from "./credits/view-credits.ts";
import { readHistory, type ReadHistoryNeeds } from "./history/read-history.ts";
import { pageWish } from "./page-wish.ts";
import { readEntitlements, type ReadEntitlementsNeeds } from "./plans/entitlements.ts";
import { cancelPlan, type CancelPlanNeeds } from "./plans/cancel-plan.ts";
import { changePlan, type ChangePlanNeeds } from "./plans/change-plan.ts";
import { previewChange, type PreviewChangeNeeds } from "./plans/preview-change.ts";
import { resumePlan } from "./plans/resume-plan.ts";
import { startCheckout, type StartCheckoutNeeds } from "./plans/start-checkout.ts";
import { viewPlans } from "./plans/view-plans.ts";
import { cancelWish, changeWish, checkoutWish, resumeWish } from "./plans/wish.ts";
import { openPortal, type OpenPortalNeeds } from "./portal/open-portal.ts";
import { portalWish } from "./portal/wish.ts";
import { Refused } from "./reasons.ts";
import { viewBilling } from "./billing-page/billing-view.ts";
import { createRefreshBilling, type RefreshBillingNeeds } from "./billing-page/refresh-billing.ts";
import { watchBilling, type WatchBillingNeeds } from "./billing-page/watch-billing.ts";
import { trpcErrorFrom, trpcErrorShape } from "./trpc-answers.ts";
import { lastSeen, trpcStream } from "./trpc-stream.ts";

export interface BillingContext {
  /** Asked once a procedure needs to know; throws a Refused where nobody can be made out. */
  caller: () => Promise<PersonCaller>;
  requestId: string;
}

/** A router that billing is mounted in is created with these: what it answers is billing's answer too. */
export const trpcOptions = {
  isDev: false,
  errorFormatter: trpcErrorShape,
  // Proxies end what is silent, and a page misses what ended without a word.
  sse: {
    ping: { enabled: true, intervalMs: 10_000 },
    client: { reconnectAfterInactivityMs: 25_000 },
  },
};

export const t = initTRPC.context<BillingContext>().create(trpcOptions);

const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (result.error.code !== "INTERNAL_SERVER_ERROR" && !(cause instanceof Refused)) return result;
  throw trpcErrorFrom(cause ?? result.error);
});

export type BillingNeeds = OpenPortalNeeds &
  StartCheckoutNeeds &
  ReadEntitlementsNeeds &
  PreviewChangeNeeds &
  ChangePlanNeeds &
  CancelPlanNeeds &
  WatchBillingNeeds &
  RefreshBillingNeeds &
  IssueApiKeyNeeds &
  ListApiKeysNeeds &
  RevokeApiKeyNeeds &
  ReadAuditLogNeeds &
  ReadHistoryNeeds &
  ViewCreditsNeeds &
  BuyCreditsNeeds &
  SpendAsNeeds;

const page = pageWish.prefault({});

/** Mount it as `billing` in your own router. */
export function createBillingRouter(needs: BillingNeeds) {
  const refreshBilling = createRefreshBilling(needs);
  return t.router({
    view: procedure.query(async ({ ctx }) => viewBilling(needs, await ctx.caller())),
    entitlements: procedure.query(async ({ ctx }) => readEntitlements(needs, await ctx.caller())),
    watch: procedure
      .input(lastSeen)
      .subscription(async ({ ctx, input, signal }) =>
        trpcStream(watchBilling(needs, await ctx.caller(), input?.lastEventId ?? null, signal)),
      ),
    refresh: procedure.mutation(async ({ ctx }) => refreshBilling(await ctx.caller())),
    createPortal: procedure
      .input(portalWish)
      .mutation(async ({ ctx, input }) => openPortal(needs, await ctx.caller(), input)),
    plans: procedure.query(async ({ ctx }) => viewPlans(needs, await ctx.caller())),
    startCheckout: procedure
      .input(checkoutWish)
      .mutation(async ({ ctx, input }) => startCheckout(needs, await ctx.caller(), input)),
    previewChange: procedure
      .input(changeWish)
      .query(async ({ ctx, input }) => previewChange(needs, await ctx.caller(), input)),
    changePlan: procedure
      .input(changeWish)
      .mutation(async ({ ctx, input }) => changePlan(needs, await ctx.caller(), input)),
    cancelPlan: procedure
      .input(cancelWish)
      .mutation(async ({ ctx, input }) => cancelPlan(needs, await ctx.caller(), input)),
    resumePlan: procedure
      .input(resumeWish.prefault({}))
      .mutation(async ({ ctx, input }) => resumePlan(needs, await ctx.caller(), input)),
    auditLog: procedure
      .input(page)
      .query(async ({ ctx, input }) => readAuditLog(needs, await ctx.caller(), input)),
    history: procedure
      .input(page)
      .query(async ({ ctx, input }) => readHistory(needs, await ctx.caller(), input)),
    buyCredits: procedure
      .input(buyWish)
      .mutation(async ({ ctx, input }) => buyCredits(needs, await ctx.caller(), input)),
    credits: procedure
      .input(page)
      .query(async ({ ctx, input }) => viewCredits(needs, await ctx.caller(), input)),
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
