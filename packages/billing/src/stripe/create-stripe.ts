import Stripe from "stripe";

interface StripeAccess {
  secretKey: string;
  /** Only where it is not Stripe itself. */
  apiUrl: string | null;
}

/** Seconds, not the SDK's 80: a person is waiting. */
const PATIENCE_MS = 4_000;

export function createStripe({ secretKey, apiUrl }: StripeAccess): Stripe {
  const url = apiUrl === null ? undefined : new URL(apiUrl);
  return new Stripe(secretKey, {
    timeout: PATIENCE_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(url && {
      protocol: url.protocol === "https:" ? "https" : "http",
      host: url.hostname,
      port: url.port || (url.protocol === "https:" ? 443 : 80),
    }),
  });
}
