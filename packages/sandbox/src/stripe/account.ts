import type Stripe from "stripe";

export const API_VERSION = "2026-10-28.endive";
const ACCOUNT = "acct_1PorticoSandbox";
export const BUSINESS = "Portico Demo";

export function account(created: number): Stripe.Account {
  return {
    id: ACCOUNT,
    object: "account",
    business_profile: null,
    business_type: "company",
    capabilities: {},
    charges_enabled: true,
    controller: { type: "account" },
    country: "US",
    created,
    default_currency: "usd",
    details_submitted: true,
    email: "demo@portico.test",
    metadata: {},
    payouts_enabled: true,
    settings: null,
    type: "standard",
  };
}

export function logUrl(request: string): string {
  return `https://dashboard.stripe.com/${ACCOUNT}/test/workbench/logs?object=${request}`;
}
