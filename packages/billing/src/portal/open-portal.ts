import type Stripe from "stripe";
import { audited, type AuditNeeds } from "../audit/audited.ts";
import { actorOf, type Caller } from "../caller.ts";
import { refreshPatiently, type RefreshPatientlyNeeds } from "../projecting/refresh-patiently.ts";
import { Refused } from "../reasons.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { askStripe } from "../stripe/ask-stripe.ts";
import type { Named } from "../stripe/keep-named.ts";
import { requireUsableUrl } from "../stripe/usable-url.ts";
import { judgeFlow } from "./judge-flow.ts";
import type { PortalOffer } from "./offers.ts";
import { judgeReturnUrl, type ReturnRule } from "./return-url.ts";
import { type PortalWish, subscriptionNamedIn } from "./wish.ts";

export interface OpenPortalNeeds extends StandingNeeds, AuditNeeds, RefreshPatientlyNeeds {
  returnRule: ReturnRule;
  portal: {
    /** Every configuration a client may name. */
    names: readonly string[];
    offers: Named<PortalOffer>;
  };
  createPortalSession(
    params: Stripe.BillingPortal.SessionCreateParams,
  ): Promise<Pick<Stripe.BillingPortal.Session, "url" | "created">>;
}

/** The URL is a credential: never logged, never cached, never stored. */
export interface OpenedPortal {
  url: string;
  /** Until then the link can be followed; a hint, so ask again rather than keep it. */
  expiresAt: string;
}

const UNUSED_LINK_LIVES_SECONDS = 5 * 60;

export async function openPortal(
  needs: OpenPortalNeeds,
  caller: Caller,
  wish: PortalWish,
): Promise<OpenedPortal> {
  return audited(needs, caller, "portal.open", async () => ({
    subject: null,
    result: await open(needs, caller, wish),
  }));
}

async function open(
  needs: OpenPortalNeeds,
  caller: Caller,
  wish: PortalWish,
): Promise<OpenedPortal> {
  const named = subscriptionNamedIn(wish.flow);
  const { standing } = await requireRight(needs, caller, "billing:write", named);
  const { customer, subscription } = standing;
  const { returnRule: rule } = needs;
  const returnUrl = judgeReturnUrl(rule, wish.returnUrl);
  if (customer === null) throw new Refused("NO_STRIPE_CUSTOMER");
  const offer = await offerNamed(needs, wish.configuration ?? "full");
  const flow = wish.flow && judgeFlow({ rule, offer, subscription }, wish.flow);

  const session = await askStripe(
    needs.createPortalSession.bind(needs, {
      customer,
      configuration: offer.id,
      return_url: returnUrl,
      ...(wish.locale && { locale: wish.locale }),
      ...(flow && { flow_data: flow }),
    }),
    flow &&
      new Refused("BAD_REQUEST", {
        message: "The portal does not offer this step. Open it without one.",
      }),
  ).catch(async (error: unknown) => {
    // So that whoever looks again sees that it is gone, before Stripe tells of that.
    if (error instanceof Refused && error.reason === "NO_STRIPE_CUSTOMER")
      await refreshPatiently(needs, customer, { by: "refresh", actor: actorOf(caller) });
    throw error;
  });
  return {
    url: requireUsableUrl(rule, session.url),
    expiresAt: new Date((session.created + UNUSED_LINK_LIVES_SECONDS) * 1000).toISOString(),
  };
}

async function offerNamed({ portal }: OpenPortalNeeds, name: string): Promise<PortalOffer> {
  if (!portal.names.includes(name))
    throw new Refused("BAD_REQUEST", { message: "There is no portal configuration of that name." });
  const offer = await askStripe(portal.offers.bind(null, name));
  if (!offer) throw new Refused("PORTAL_NOT_SET_UP");
  return offer;
}
