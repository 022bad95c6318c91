import Stripe from "stripe";
import type { Pace } from "./pace.ts";
import { PacedClient } from "./paced-client.ts";
import { type OnAnswer, UndiciClient } from "./undici-client.ts";

interface StripeAccess {
  secretKey: string;
  /** Only where it is not Stripe itself. */
  apiUrl: string | null;
  /** For questions that nobody waits for. */
  pace?: Pace;
  onAnswer?: OnAnswer;
}

/** Seconds, not the SDK's 80: a person is waiting. */
const PATIENCE_MS = 3_500;
/** Nobody waits, and a long page may take a while. */
const LONG_PATIENCE_MS = 10_000;

export function createStripe({ secretKey, apiUrl, pace, onAnswer }: StripeAccess): Stripe {
  const url = apiUrl === null ? undefined : new URL(apiUrl);
  const client = new UndiciClient(onAnswer);
  return new Stripe(secretKey, {
    timeout: pace ? LONG_PATIENCE_MS : PATIENCE_MS,
    // The pace says when to ask again.
    maxNetworkRetries: pace ? 0 : 1,
    telemetry: false,
    httpClient: pace ? new PacedClient(client, pace) : client,
    ...(url && {
      protocol: url.protocol === "https:" ? "https" : "http",
      host: url.hostname,
      port: url.port || (url.protocol === "https:" ? 443 : 80),
    }),
  });
}
