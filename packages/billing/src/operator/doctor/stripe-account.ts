import type { Deployment, MovingIn } from "@portico/db";
import type Stripe from "stripe";
import { type Finding, wrong } from "./finding.ts";

export interface StripeAccountNeeds {
  stripe: Pick<Stripe, "accounts">;
  livemode: boolean;
  /** What the database remembers. */
  readDeployment(): Promise<(Deployment & { movingIn: MovingIn }) | null>;
  now(): Date;
}

/** Letters older or younger than five minutes are refused, so a clock must be well within that. */
const SKEW_SECONDS = 60;

/** The key is taken, it is of the account and mode that our rows are of, its customers are moved in, and we agree on the time. */
export async function lookAtStripeAccount(needs: StripeAccountNeeds): Promise<Finding[]> {
  const { id, lastResponse } = await needs.stripe.accounts.retrieveCurrent();
  const { livemode } = needs;
  const skew = skewOf(lastResponse.headers["date"], needs.now());
  const owner = await needs.readDeployment();
  const findings: Finding[] = [];
  if (owner && (owner.stripeAccount !== id || owner.livemode !== livemode))
    findings.push(
      wrong(
        `The database belongs to ${owner.stripeAccount} in ${modeOf(owner.livemode)} mode, and the key to ${id} in ${modeOf(livemode)} mode.`,
        "Set the STRIPE_SECRET_KEY of that account and mode, or another database.",
      ),
    );
  if (owner?.movingIn === "needed")
    findings.push(
      wrong(
        "The account has customers that are linked to no organization, so nobody can become a customer.",
        "Say whose they are: portico link plan.",
      ),
    );
  if (Math.abs(skew) > SKEW_SECONDS)
    findings.push(
      wrong(
        `This machine's clock is ${Math.abs(skew)} seconds ${skew > 0 ? "ahead of" : "behind"} Stripe's.`,
        "Let this machine keep its time by NTP. Beyond five minutes every letter is refused.",
      ),
    );
  return findings;
}

/** How many seconds our clock is ahead. */
function skewOf(date: string | undefined, now: Date): number {
  const theirs = Date.parse(date ?? "");
  return Number.isNaN(theirs) ? 0 : Math.round((now.getTime() - theirs) / 1000);
}

function modeOf(livemode: boolean): string {
  return livemode ? "live" : "test";
}
