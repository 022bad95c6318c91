import type { Environment } from "./environment.ts";
import type { StripeSettings } from "./stripe-settings.ts";

/** What would start, and then do half of its work, or do it on the wrong account. */
export function refuseHalves(
  env: Environment,
  stripe: StripeSettings,
  local: { stripe: boolean; clerk: boolean },
  appUrl: URL,
) {
  if (local.stripe && stripe.livemode)
    throw new Error(
      "STRIPE_SECRET_KEY is a live key and STRIPE_API_URL is this machine. A stand-in gets test keys only.",
    );
  if (local.stripe && !local.clerk)
    throw new Error(
      "Clerk is real and Stripe is the sandbox. Set STRIPE_SECRET_KEY, or leave the CLERK_ keys out.",
    );
  if (local.clerk && !local.stripe)
    throw new Error(
      "Stripe is real and Clerk is the sandbox. Set CLERK_SECRET_KEY, or leave STRIPE_SECRET_KEY out.",
    );
  if ((local.stripe || local.clerk) && env.NODE_ENV === "production")
    throw new Error(
      "NODE_ENV is production and the keys are the sandbox's. Set STRIPE_SECRET_KEY and CLERK_SECRET_KEY.",
    );
  if (!env.DATABASE_URL && !(env.ROLE.includes("api") && env.ROLE.includes("worker")))
    throw new Error(
      `ROLE is ${env.ROLE.join()} alone, and an embedded database has one owner, who does both. Set DATABASE_URL, or leave ROLE out.`,
    );
  if (stripe.livemode && appUrl.protocol !== "https:")
    throw new Error("STRIPE_SECRET_KEY is a live key, so APP_URL has to be https.");
}
