import type { Environment } from "./environment.ts";
import { missing } from "./missing.ts";
import type { SandboxKeys } from "./sandbox-keys.ts";

export interface StripeSettings {
  secretKey: string;
  webhookSecrets: string[];
  /** Only where it is not Stripe itself. */
  apiUrl: string | null;
  livemode: boolean;
  /** All questions together: workers leave a quarter of it to people. */
  requestsPerSecond: number;
}

/** Below what Stripe allows an account: 100 in live mode, 25 in test mode. */
const USUAL_PACE = { live: 80, test: 20 };

export function sandboxStripe(env: Environment, keys: SandboxKeys): StripeSettings {
  return {
    secretKey: keys.stripeSecretKey,
    webhookSecrets: env.STRIPE_WEBHOOK_SECRET ?? [keys.stripeWebhookSecret],
    apiUrl: env.STRIPE_API_URL ?? `http://localhost:${env.STRIPE_SANDBOX_PORT}`,
    livemode: false,
    requestsPerSecond: env.STRIPE_REQUESTS_PER_SECOND ?? USUAL_PACE.test,
  };
}

export function ownStripe(env: Environment): StripeSettings {
  const secretKey = env.STRIPE_SECRET_KEY ?? "";
  const livemode = /^[sr]k_live_/.test(secretKey);
  return {
    secretKey,
    webhookSecrets:
      env.STRIPE_WEBHOOK_SECRET ?? missing("STRIPE_WEBHOOK_SECRET", "STRIPE_SECRET_KEY"),
    apiUrl: env.STRIPE_API_URL ?? null,
    livemode,
    requestsPerSecond: env.STRIPE_REQUESTS_PER_SECOND ?? USUAL_PACE[livemode ? "live" : "test"],
  };
}
