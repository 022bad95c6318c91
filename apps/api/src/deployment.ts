import { type Database, rememberDeployment } from "@portico/db";
import type Stripe from "stripe";
import type { Logger } from "./log.ts";

/** A database belongs to one Stripe account and one mode; rows of two would mix unseen. */
export async function requireOwnDatabase(
  db: Database,
  stripe: Stripe,
  livemode: boolean,
  log: Logger,
) {
  const account = await stripe.accounts.retrieveCurrent().catch((error: unknown) => {
    log.warn(
      { error },
      "Stripe did not say whose account this key is; going on without that check",
    );
    return undefined;
  });
  if (!account) return;
  const owner = await rememberDeployment(db, { stripeAccount: account.id, livemode });
  if (owner.stripeAccount !== account.id || owner.livemode !== livemode)
    throw new Error(
      `This database belongs to the Stripe account ${owner.stripeAccount} in ${modeOf(owner.livemode)} mode, ` +
        `and the key to ${account.id} in ${modeOf(livemode)} mode. Set the right STRIPE_SECRET_KEY, DATABASE_URL or DATA_DIR.`,
    );
}

function modeOf(livemode: boolean): string {
  return livemode ? "live" : "test";
}
