import type { Books } from "../books/books.ts";
import { newId } from "../books/ids.ts";
import type { WebhookEndpoint } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";

/** Seconds for which Stripe lets an old secret live on at most. */
export const LONGEST_OVERLAP = DAY;

export function newSecret(): string {
  return `whsec_${newId("", 32).slice(1)}`;
}

/** A new secret takes the place of the old one, which signs as well for some seconds of real time. */
export function rollSecret(
  { webhookEndpoints }: Books,
  endpoint: WebhookEndpoint,
  overlap: number,
  now: number,
): WebhookEndpoint {
  const old = { secret: endpoint.secret, until: now + overlap * 1000 };
  const rolled = [old, ...(endpoint.rolled ?? [])].filter(({ until }) => until > now);
  return webhookEndpoints.put({ ...endpoint, secret: newSecret(), rolled });
}

/** All that sign now, the newest first. */
export function activeSecrets({ secret, rolled = [] }: WebhookEndpoint, now: number): string[] {
  return [secret, ...rolled.flatMap((old) => (old.until > now ? [old.secret] : []))];
}
