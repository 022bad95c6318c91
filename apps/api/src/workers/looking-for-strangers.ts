import { lookForStrangers } from "@portico/billing";
import { every } from "./every.ts";
import type { WorkNeeds } from "./start-work.ts";

const EVERY_MS = 60_000;

/** Until it is known whether the account has customers to link: nobody can become one before. */
export function startLookingForStrangers({ db, stripe, now, log, settings }: WorkNeeds) {
  const { livemode } = settings.stripe;
  return every({
    milliseconds: EVERY_MS,
    work: () => lookForStrangers({ db, stripe, livemode, now }),
    onError: (error) => log.warn({ error }, "Stripe's customers could not be looked through"),
  });
}
