import { createHash } from "node:crypto";
import type Stripe from "stripe";

type Params = Stripe.BillingPortal.ConfigurationCreateParams;

export type PortalConfigurationsAtStripe = Pick<
  Stripe["billingPortal"]["configurations"],
  "list" | "create"
>;

const NAME = "payments-only";

/** Payment methods, invoices and billing details; plans are neither changed nor cancelled here. */
const PAYMENTS_ONLY: Params = {
  features: {
    payment_method_update: { enabled: true },
    invoice_history: { enabled: true },
    customer_update: {
      enabled: true,
      allowed_updates: ["name", "email", "address", "phone", "tax_id"],
    },
    subscription_cancel: { enabled: false },
    subscription_update: { enabled: false },
  },
  metadata: { portico_portal: NAME },
};

const BELIEVED_MS = 10 * 60_000;

/**
 * The one place that brings the configuration to Stripe, until the portal is described as code:
 * found by the name in its metadata, made where it is missing.
 */
export function findPaymentsOnly(stripe: PortalConfigurationsAtStripe, now: () => Date) {
  let found: Promise<string> | undefined;
  let askedAt = 0;
  return () => {
    if (found && now().getTime() - askedAt < BELIEVED_MS) return found;
    askedAt = now().getTime();
    const asking = findOrMake(stripe);
    found = asking;
    asking.catch(() => {
      if (found === asking) found = undefined;
    });
    return asking;
  };
}

async function findOrMake(stripe: PortalConfigurationsAtStripe): Promise<string> {
  const named: Stripe.BillingPortal.Configuration[] = [];
  for await (const each of stripe.list({ limit: 100 }))
    if (each.metadata?.["portico_portal"] === NAME) named.push(each);
  const active = named.find((each) => each.active);
  if (active) return active.id;
  const made = await stripe.create(PAYMENTS_ONLY, { idempotencyKey: keyFor(named.length) });
  return made.id;
}

/** The same for all who find it missing at once, so that they make one; another after each one that was retired. */
function keyFor(retired: number): string {
  const content = createHash("sha256").update(JSON.stringify(PAYMENTS_ONLY)).digest("hex");
  return `portico-portal-${NAME}-${content.slice(0, 16)}-${retired}`;
}
