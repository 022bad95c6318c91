import { randomUUID } from "node:crypto";
import { beginCheckout, type CheckoutRow, type Database, keepCheckoutSession } from "@portico/db";
import type Stripe from "stripe";
import { actorOf, type Caller, requireOrganization } from "../caller.ts";
import { ORGANIZATION_KEY } from "../from-stripe/customer.ts";
import { CHECKOUT_KEY } from "../from-stripe/subscription.ts";
import { refreshPatiently, type RefreshPatientlyNeeds } from "../projecting/refresh-patiently.ts";
import { Refused } from "../reasons.ts";
import { askStripe } from "../stripe/ask-stripe.ts";
import { requireUsableUrl } from "../stripe/usable-url.ts";
import { close, closeEarlier } from "./close-earlier.ts";
import { oneAtATime, somebodyElseIs } from "./one-at-a-time.ts";

export interface OpenCheckoutNeeds extends RefreshPatientlyNeeds {
  db: Database;
  stripe: Pick<Stripe, "checkout">;
  returnRule: { livemode: boolean };
  now(): Date;
}

/** What is sold, as Stripe is asked to sell it. */
export type Order = Stripe.Checkout.SessionCreateParams & { customer: string };

/** Whoever has the address can pay, and see who pays: never logged, never stored. */
export interface OpenedCheckout {
  url: string;
  expiresAt: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * One checkout of an organization is open at a time, one for plans and one for credits: an earlier one is closed first.
 * `order` is asked again where our rows were behind, and throws where there is nothing to sell any more.
 */
export async function openCheckout(
  needs: OpenCheckoutNeeds,
  caller: Caller,
  sells: CheckoutRow["sells"],
  order: () => Promise<Order>,
): Promise<OpenedCheckout> {
  const at = { organizationId: requireOrganization(caller), sells };
  return oneAtATime(needs, at.organizationId, async () => {
    const wanted = await order();
    const opened = await openUnlessOutdated(needs, at, wanted);
    if (opened) return opened;
    const cause = { by: "refresh", actor: actorOf(caller) } as const;
    if (!(await refreshPatiently(needs, wanted.customer, cause))) throw notReadYet();
    return open(needs, at, await order());
  });
}

/** Nothing where Stripe knows better than our rows: a plan was paid for, or the customer is gone. */
async function openUnlessOutdated(
  needs: OpenCheckoutNeeds,
  at: Pick<CheckoutRow, "organizationId" | "sells">,
  wanted: Order,
): Promise<OpenedCheckout | undefined> {
  try {
    const earlier = await closeEarlier(needs, at, wanted.customer);
    // Credits are sold again and again.
    return earlier === "paid" && at.sells === "plan" ? undefined : await open(needs, at, wanted);
  } catch (error) {
    if (error instanceof Refused && error.reason === "NO_STRIPE_CUSTOMER") return undefined;
    throw error;
  }
}

function notReadYet(): Refused {
  return new Refused("TOO_MANY_REQUESTS", {
    message: "What was paid a moment ago is being read. Try again in a moment.",
    retryAfterSeconds: 5,
  });
}

async function open(
  needs: OpenCheckoutNeeds,
  at: Pick<CheckoutRow, "organizationId" | "sells">,
  { metadata, ...order }: Order,
): Promise<OpenedCheckout> {
  const idempotencyKey = randomUUID();
  const startedAt = needs.now();
  const latest = new Date(startedAt.getTime() + DAY_MS);
  await beginCheckout(needs.db, { ...at, idempotencyKey, startedAt, expiresAt: latest });
  const ours = { [ORGANIZATION_KEY]: at.organizationId, [CHECKOUT_KEY]: at.sells };
  const params = { ...order, metadata: { ...metadata, ...ours } };
  const session = await askStripe(
    () => needs.stripe.checkout.sessions.create(params, { idempotencyKey }),
    new Refused("BAD_REQUEST", { message: "Stripe does not sell this to this organization." }),
  );
  const url = requireUsableUrl(needs.returnRule, session.url);
  const expiresAt = new Date(session.expires_at * 1000);
  if (await keepCheckoutSession(needs.db, idempotencyKey, { sessionId: session.id, expiresAt }))
    return { url, expiresAt: expiresAt.toISOString() };
  await close(needs, session.id);
  throw somebodyElseIs();
}
