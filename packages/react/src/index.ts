export { ApiKeysPage } from "./api-keys/api-keys-page.tsx";
export { AuditLogPage } from "./audit-log/audit-log-page.tsx";
export { BillingPage } from "./billing-page.tsx";
export { BillingProvider } from "./billing-provider.tsx";
export { ManageBillingButton } from "./manage-billing-button.tsx";
export { PlanPanel } from "./plan-panel.tsx";
export type { BillingClient } from "./trpc.ts";
export { useFeature } from "./use-feature.ts";
export { usePortal } from "./use-portal.ts";
