import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  ageClaim,
  claimCustomer,
  type CustomerClaim,
  type Database,
  keepNewCustomer,
  renewClaim,
} from "@portico/db";
import Stripe from "stripe";
import { ORGANIZATION_KEY } from "../from-stripe/customer.ts";
import { Refused } from "../reasons.ts";
import { askStripe } from "../stripe/ask-stripe.ts";
import { findCustomer } from "./find-customer.ts";

export interface EnsureCustomerNeeds {
  db: Database;
  stripe: Pick<Stripe, "customers">;
  now(): Date;
}

const MINUTE_MS = 60_000;
/** Stripe forgets an idempotency key after a day. */
const REPEATS_FOR_MS = 23 * 60 * MINUTE_MS;
/** What Stripe's search may lag behind. */
const SEARCH_LAG_MS = 5 * MINUTE_MS;
const ROUNDS = 30;
const BETWEEN_ROUNDS_MS = 500;

/**
 * The one customer of an organization, made where there is none, whoever asks for it at the same time and however often
 * somebody crashes meanwhile. Name and email are seeded once: afterwards they are the organization's own to change.
 */
export async function ensureCustomer(
  needs: EnsureCustomerNeeds,
  organization: string,
  admin: { name: string | null; email: string | null } | null,
): Promise<string> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const customer = await takeOneStep(needs, organization, admin);
    if (customer !== null) return customer;
  }
  throw new Refused("STRIPE_UNAVAILABLE", { retryAfterSeconds: 5 });
}

/** Nothing where it is to be looked at afresh: somebody else was at it, or a new request is to be made. */
async function takeOneStep(
  { db, stripe, now }: EnsureCustomerNeeds,
  organizationId: string,
  admin: { name: string | null; email: string | null } | null,
): Promise<string | null> {
  const at = now();
  const repeatsSince = new Date(at.getTime() - REPEATS_FOR_MS);
  const { customer, movingIn, claim } = await claimCustomer(db, {
    organizationId,
    name: admin?.name ?? null,
    email: admin?.email ?? null,
    idempotencyKey: randomUUID(),
    at,
    repeatsSince,
  });
  if (customer !== null) return customer;
  if (movingIn === "needed") throw new Refused("NOT_MOVED_IN");
  // Whether anybody is to be moved in is not known yet.
  if (!claim) throw new Refused("STRIPE_UNAVAILABLE", { retryAfterSeconds: 60 });
  // Whoever was held up that long looks again: Stripe may forget the key meanwhile.
  if (now().getTime() - at.getTime() > MINUTE_MS) return null;

  if (claim.firstTriedAt > repeatsSince) return request({ db, stripe, now }, claim);
  requireSearchToKnow(claim, at);
  const found = await findCustomer(stripe, organizationId);
  // By the same key: a request that is on its way yet, however late it comes, makes no other.
  if (found === undefined) return renew({ db, stripe, now }, claim, claim);
  const kept = await keepNewCustomer(db, organizationId, found, now());
  // Stripe's search or our rows are behind, and neither for long.
  if (kept === null) throw new Refused("STRIPE_UNAVAILABLE", { retryAfterSeconds: 60 });
  return kept;
}

async function request(needs: EnsureCustomerNeeds, claim: CustomerClaim): Promise<string | null> {
  const { db, stripe, now } = needs;
  const { organizationId, name, email, idempotencyKey } = claim;
  try {
    const created = await askStripe(() =>
      stripe.customers.create(
        {
          ...(name !== null && { name }),
          ...(email !== null && { email }),
          metadata: { [ORGANIZATION_KEY]: organizationId },
        },
        { idempotencyKey },
      ),
    );
    const kept = await keepNewCustomer(db, organizationId, idIn(created), now());
    return kept ?? (await renew(needs, claim, { email, idempotencyKey: randomUUID() }));
  } catch (error) {
    const said = error instanceof Refused ? error.cause : undefined;
    if (!(said instanceof Stripe.errors.StripeError)) throw error;
    if (said.code === "idempotency_key_in_use") return pause(BETWEEN_ROUNDS_MS, null);
    if (said.code === "email_invalid" && email !== null)
      return renew(needs, claim, { email: null, idempotencyKey: randomUUID() });
    if (isForGood(said)) await ageClaim(db, claim, randomUUID());
    throw error;
  }
}

async function renew(
  { db, now }: EnsureCustomerNeeds,
  claim: CustomerClaim,
  { email, idempotencyKey }: Pick<CustomerClaim, "email" | "idempotencyKey">,
): Promise<null> {
  await renewClaim(db, claim, { email, idempotencyKey, at: now() });
  return null;
}

function idIn({ id }: { id: unknown }): string {
  if (typeof id === "string") return id;
  throw new Refused("STRIPE_UNAVAILABLE", {
    cause: new Error("Stripe answered without a customer."),
  });
}

/** Whatever was last tried must be there to be found, if it is at all. */
function requireSearchToKnow({ lastTriedAt }: CustomerClaim, at: Date) {
  const leftMs = lastTriedAt.getTime() + SEARCH_LAG_MS - at.getTime();
  if (leftMs > 0)
    throw new Refused("STRIPE_UNAVAILABLE", { retryAfterSeconds: Math.ceil(leftMs / 1000) });
}

/** Stripe keeps what it answered to a key, also that it failed. */
function isForGood(error: Stripe.errors.StripeError): boolean {
  return (
    error instanceof Stripe.errors.StripeIdempotencyError ||
    error.headers?.["idempotent-replayed"] === "true"
  );
}
