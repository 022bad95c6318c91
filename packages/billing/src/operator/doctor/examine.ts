import { whatHappened } from "@portico/db";
import Stripe from "stripe";
import { type CatchUpNeeds, lookAtCatchUp } from "./catch-up.ts";
import { type ClerkKeysNeeds, lookAtClerk } from "./clerk-keys.ts";
import { type DatabaseNeeds, lookAtDatabase } from "./database.ts";
import { type DoublesNeeds, lookAtDoubles } from "./doubles.ts";
import { type Finding, wrong } from "./finding.ts";
import { type LeasesNeeds, lookAtLeases } from "./leases.ts";
import { lookAtOrganizations, type OrganizationsNeeds } from "./organizations.ts";
import { lookAtPayers, type PayersNeeds } from "./payers.ts";
import { lookAtPlans, type PlansNeeds } from "./plans.ts";
import { lookAtPortal, type PortalInStepNeeds } from "./portal-in-step.ts";
import { lookAtStripeAccount, type StripeAccountNeeds } from "./stripe-account.ts";
import { lookAtWaiting, type WaitingNeeds } from "./waiting.ts";
import { lookAtWebhookEndpoint, type WebhookEndpointNeeds } from "./webhook-endpoint.ts";

export type ExamineNeeds = DatabaseNeeds &
  StripeAccountNeeds &
  WebhookEndpointNeeds &
  PlansNeeds &
  PortalInStepNeeds &
  ClerkKeysNeeds &
  WaitingNeeds &
  OrganizationsNeeds &
  PayersNeeds &
  DoublesNeeds &
  LeasesNeeds &
  CatchUpNeeds;

const CHECKS = {
  database: lookAtDatabase,
  "Stripe's account": lookAtStripeAccount,
  "webhook endpoint": lookAtWebhookEndpoint,
  "what is sold": lookAtPlans,
  "Stripe's portal": lookAtPortal,
  "Clerk's keys": lookAtClerk,
  "letters, notices and errands": lookAtWaiting,
  organizations: lookAtOrganizations,
  "who may pay": lookAtPayers,
  doubles: lookAtDoubles,
  leases: lookAtLeases,
  "catching up": lookAtCatchUp,
} satisfies Record<string, (needs: ExamineNeeds) => Promise<Finding[]>>;

/** What was looked at, and what came of it. */
export interface Examined {
  check: string;
  findings: Finding[];
}

/** Looks at everything at once and tells of each as it is done, in this order. One trouble of several is told once. */
export async function* examine(needs: ExamineNeeds): AsyncGenerator<Examined, void> {
  const told = new Set<string>();
  const looking = Object.entries(CHECKS).map(([check, look]) => ({
    check,
    looked: look(needs).catch((error: unknown) => [troubleFrom(error)]),
  }));
  for (const { check, looked } of looking) {
    const findings = (await looked).filter(({ happened }) => !told.has(happened));
    for (const { happened } of findings) told.add(happened);
    yield { check, findings };
  }
}

function troubleFrom(error: unknown): Finding {
  if (error instanceof Stripe.errors.StripeError)
    return wrong(
      `Stripe was asked in vain: ${error.message}`,
      "Check STRIPE_SECRET_KEY, and that this machine reaches Stripe.",
    );
  return wrong(
    `The database was asked in vain: ${whatHappened(error)}`,
    "Mend that, then ask again.",
  );
}
