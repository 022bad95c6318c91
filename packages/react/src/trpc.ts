import type { BillingRouter } from "@portico/billing";
import type { TRPCClient } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import type { inferRouterInputs, inferRouterOutputs, TRPCBuiltRouter } from "@trpc/server";

/** Any router that mounts ours as `billing`; what else it holds is its own business. */
type BillingHost = TRPCBuiltRouter<
  BillingRouter["_def"]["_config"]["$types"],
  { billing: BillingRouter["_def"]["record"] }
>;

export type BillingClient = TRPCClient<BillingHost>;
export type BillingView = inferRouterOutputs<BillingRouter>["view"];
export type PlansView = inferRouterOutputs<BillingRouter>["plans"];
export type Offer = PlansView["plans"][number];
export type OwnPlan = PlansView["current"][number];
export type PlanChoice = Omit<inferRouterInputs<BillingRouter>["startCheckout"], "returnUrl">;
export type PlanChange = inferRouterInputs<BillingRouter>["changePlan"];
export type CancelReason = NonNullable<inferRouterInputs<BillingRouter>["cancelPlan"]["reason"]>;
export type ChangePreview = inferRouterOutputs<BillingRouter>["previewChange"];
export type Entitlements = inferRouterOutputs<BillingRouter>["entitlements"];
export type PackOffer = PlansView["packs"][number];
export type CreditsView = inferRouterOutputs<BillingRouter>["credits"];
export type ApiKeyView = inferRouterOutputs<BillingRouter>["apiKeys"]["list"][number];
export type IssuedApiKey = inferRouterOutputs<BillingRouter>["apiKeys"]["create"];
export type AuditLog = inferRouterOutputs<BillingRouter>["auditLog"];
export type HistoryPage = inferRouterOutputs<BillingRouter>["history"];
export type AuditEntry = AuditLog["entries"][number];
export type Subscription = BillingView["subscriptions"][number];

export const trpc = createTRPCReact<BillingHost>();
