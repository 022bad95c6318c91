import { customerOf, type Database, keepAuditEntries } from "@portico/db";
import type Stripe from "stripe";
import { z } from "zod";
import { requireKnown } from "../history/explain.ts";
import { readPortalOffers } from "../portal/offers.ts";
import { Refused } from "../reasons.ts";
import { askStripe } from "../stripe/ask-stripe.ts";

export const portalForWish = z.strictObject({ organization: z.string().min(1) });

export interface OpenPortalForNeeds {
  db: Database;
  stripe: Stripe;
  now(): Date;
  knowsOrganization(organization: string): Promise<boolean>;
  /** Where the portal leads back to. */
  returnUrl: string;
}

/** A way in for an organization where nobody may pay. The URL is a credential: never logged, never stored. */
export async function openPortalFor(
  needs: OpenPortalForNeeds,
  { organization }: z.infer<typeof portalForWish>,
  by: { actor: string; requestId: string },
): Promise<{ url: string }> {
  await requireKnown(needs, organization);
  const customer = await customerOf(needs.db, organization);
  if (customer === null) throw new Refused("NO_STRIPE_CUSTOMER");
  const { url } = await askStripe(async () => {
    const offer = (await readPortalOffers(needs.stripe)).get("full");
    return needs.stripe.billingPortal.sessions.create({
      customer,
      return_url: needs.returnUrl,
      ...(offer && { configuration: offer.id }),
    });
  });
  await keepAuditEntries(needs.db, [
    {
      at: needs.now(),
      organizationId: organization,
      action: "portal.open",
      outcome: "done",
      address: by.actor,
      requestId: by.requestId,
    },
  ]);
  return { url };
}
