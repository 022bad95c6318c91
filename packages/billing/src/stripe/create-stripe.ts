import Stripe from "stripe";
import { UndiciClient } from "./undici-client.ts";

interface StripeAccess {
  secretKey: string;
  /** Only where it is not Stripe itself. */
  apiUrl: string | null;
}

/** Seconds, not the SDK's 80: a person is waiting. */
const PATIENCE_MS = 3_500;

export function createStripe({ secretKey, apiUrl }: StripeAccess): Stripe {
  const url = apiUrl === null ? undefined : new URL(apiUrl);
  return new Stripe(secretKey, {
    timeout: PATIENCE_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    httpClient: new UndiciClient(),
    ...(url && {
      protocol: url.protocol === "https:" ? "https" : "http",
      host: url.hostname,
      port: url.port || (url.protocol === "https:" ? 443 : 80),
    }),
  });
}
