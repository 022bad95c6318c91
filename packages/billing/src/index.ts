export type { IssuedApiKey } from "./api-keys/issue.ts";
export type { ApiKeyView } from "./api-keys/list.ts";
export type { KeyStyle } from "./api-keys/secret.ts";
export { verifyApiKey, type VerifyApiKeyNeeds } from "./api-keys/verify.ts";
export type { ApiKeyCaller, Caller, Known, PersonCaller, Scope } from "./caller.ts";
export { ensureCustomer, type EnsureCustomerNeeds } from "./customer/ensure-customer.ts";
export { lookForStrangers } from "./customer/look-for-strangers.ts";
export {
  createOperatorRouter,
  type OperatorNeeds,
  type OperatorRouter,
} from "./operator/router.ts";
export { accessAt } from "./history/access-at.ts";
export { explainWish, explanationInWords } from "./history/explain.ts";
export type { CreditsView } from "./credits/view-credits.ts";
export { expireCredits } from "./credits/ledger/expire-credits.ts";
export { createCredits } from "./credits/spending/create-credits.ts";
export { dropOld } from "./drop-old.ts";
export { applyLink, type ApplyLinkNeeds, type LinkProgress } from "./moving-in/apply-link.ts";
export type { Hint } from "./moving-in/match.ts";
export {
  type ClerkOrganization,
  type LinkPlan,
  type LinkWish,
  type Placed,
  planLink,
} from "./moving-in/plan-link.ts";
export type { Paid } from "./moving-in/what-they-pay.ts";
export { syncWish } from "./operator/order-sync.ts";
export { expireOverrides } from "./operator/overrides/expire-overrides.ts";
export { overrideWish } from "./operator/overrides/add-override.ts";
export { overrideInWords } from "./operator/overrides/override-view.ts";
export { needsOf } from "./needs-of.ts";
export { createPaidFor } from "./plans/create-paid-for.ts";
export {
  type EntitlementNeeds,
  entitlementsOf,
  requireFeature,
  requireLimit,
} from "./plans/entitlements.ts";
export type { Entitlements } from "./plans/entitled.ts";
export { openPortal, type OpenedPortal, type OpenPortalNeeds } from "./portal/open-portal.ts";
export type { PortalFlow, PortalWish } from "./portal/wish.ts";
export { type Reason, Refused, REASONS, refusalFrom } from "./reasons.ts";
export {
  type BillingContext,
  type BillingNeeds,
  type BillingRouter,
  createBillingRouter,
  t,
  trpcOptions,
} from "./router.ts";
export { sayInvalid } from "./say-invalid.ts";
export type { BillingView } from "./billing-page/billing-view.ts";
export type { OnAnswer } from "./stripe/undici-client.ts";
export { createStripe } from "./stripe/create-stripe.ts";
export { type SyncNeeds, type SyncProgress, syncAll } from "./sync/sync-all.ts";
export { createPace, pauseIn, WORKERS_SHARE } from "./stripe/pace.ts";
export { PacedClient } from "./stripe/paced-client.ts";
export { type Changes, createChanges, type Source } from "./billing-page/changes.ts";
export { together } from "./together.ts";
export { refusalOf, trpcCodes } from "./trpc-answers.ts";
export { type Hearing, hearClerk } from "./directory/hear-clerk.ts";
export { drainInbox } from "./webhooks/drain-inbox.ts";
export { doErrands } from "./errands/do-errands.ts";
export type { WayToGo } from "./errands/end-plans.ts";
export { errandHandlers } from "./errands/handlers.ts";
export type { SettleNeeds } from "./webhooks/settle-needs.ts";
export { refreshCustomer, type RefreshNeeds } from "./projecting/refresh-customer.ts";
export { catchUp } from "./webhooks/catch-up.ts";
export { EVENTS } from "./webhooks/events.ts";
export { createHostWebhook } from "./telling/host-webhook.ts";
export { type Receipt, receiveEvent, type ReceiveEventNeeds } from "./webhooks/receive-event.ts";
export { endGrace } from "./telling/end-grace.ts";
export { type Change, type OnChange, tellHost } from "./telling/tell-host.ts";
