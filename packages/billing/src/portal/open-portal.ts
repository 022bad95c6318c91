import type Stripe from "stripe";
import { type Caller, requireOrganization, requireScope } from "../caller.ts";
import { Refused } from "../reasons.ts";
import { requireGoodStanding, standingOf, type StandingNeeds } from "../standing.ts";
import { askStripe } from "../stripe/ask-stripe.ts";
import { judgeReturnUrl, type ReturnRule } from "./return-url.ts";
import {
  flowForStripe,
  type PortalConfigurationName,
  type PortalWish,
  subscriptionNamedIn,
} from "./wish.ts";

export interface OpenPortalNeeds extends StandingNeeds {
  returnRule: ReturnRule;
  ownsSubscription(organization: string, subscription: string): Promise<boolean>;
  /** The configuration's id at Stripe. */
  portalConfiguration(name: PortalConfigurationName): Promise<string>;
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
  const organization = requireOrganization(caller);
  requireScope(caller, "billing:write");
  const returnUrl = judgeReturnUrl(needs.returnRule, wish.returnUrl);
  const standing = await standingOf(needs, caller, organization);
  requireGoodStanding(standing);
  if (standing.customer === null) throw new Refused("NO_STRIPE_CUSTOMER");
  await requireOwnSubscription(needs, organization, wish);
  const { configuration: name } = wish;
  const configuration = name && (await askStripe(() => needs.portalConfiguration(name)));

  const session = await askStripe(
    needs.createPortalSession.bind(needs, {
      customer: standing.customer,
      return_url: returnUrl,
      ...(configuration && { configuration }),
      ...(wish.locale && { locale: wish.locale }),
      ...(wish.flow && { flow_data: flowForStripe(wish.flow) }),
    }),
    wish.flow &&
      new Refused("BAD_REQUEST", {
        message: "The portal does not offer this step. Open it without one.",
      }),
  );
  requireUsableUrl(needs.returnRule, session.url);
  return {
    url: session.url,
    expiresAt: new Date((session.created + UNUSED_LINK_LIVES_SECONDS) * 1000).toISOString(),
  };
}

async function requireOwnSubscription(
  needs: OpenPortalNeeds,
  organization: string,
  wish: PortalWish,
) {
  const subscription = subscriptionNamedIn(wish.flow);
  if (subscription !== undefined && !(await needs.ownsSubscription(organization, subscription)))
    throw new Refused("BAD_REQUEST", { message: "This organization has no such subscription." });
}

/** People are sent there: an answer that is no address of the web is no answer. */
function requireUsableUrl({ livemode }: ReturnRule, url: unknown) {
  const scheme = livemode ? /^https:\/\// : /^https?:\/\//;
  if (typeof url !== "string" || !scheme.test(url) || !URL.canParse(url))
    throw new Refused("STRIPE_UNAVAILABLE", {
      cause: new Error("Stripe answered without a portal address."),
    });
}
