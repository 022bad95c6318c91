import { isDeepStrictEqual } from "node:util";
import type { NewErrand, Said } from "@portico/db";
import { howToKnow } from "../believing/findings.ts";
import { doublesAmong } from "../subscription/doubles.ts";
import { stateFrom } from "../subscription/state.ts";
import { isRunning } from "../subscription/status.ts";
import type { Claim } from "./claim-for.ts";

/** What is to be done at Stripe now that a customer's rows changed. */
export function errandsFrom({ projection, before, after }: Claim, at: Date): NewErrand[] {
  const organizationId = after.organization;
  if (organizationId === null) return [];
  const wish = { organizationId, names: [], at, notBefore: at };
  const known = new Set(doublesAmong(stateFrom(before.rows).subscriptions).map(idOfDouble));
  const doubles = doublesAmong(stateFrom(after.rows).subscriptions).map(idOfDouble);
  const howOf = howToKnow(projection.file, projection.findings);
  const was = new Map(before.rows.map(({ id, says }) => [id, says]));
  const changed = after.rows.some(({ id, says }) => {
    const seats = seatsOf(says);
    const isSame = isDeepStrictEqual(seatsOf(was.get(id)), seats);
    return seats !== null && !isSame && isNews(howOf?.(id).cause.by);
  });
  return [
    ...doubles
      .filter((id) => !known.has(id))
      .map((subject) => ({ kind: "end double" as const, subject, ...wish })),
    ...(changed ? [{ kind: "follow members" as const, subject: organizationId, ...wish }] : []),
  ];
}

function idOfDouble({ double }: ReturnType<typeof doublesAmong>[number]): string {
  return double.id;
}

/** A sync only mends our rows, and what we did ourselves is done. */
function isNews(by: string | undefined): boolean {
  return by !== "sync" && by !== "seats";
}

function seatsOf(says: Said | undefined) {
  if (says?.kind !== "subscription" || !isRunning(says.status)) return null;
  return says.items.map(({ price, quantity }) => ({ price, quantity }));
}
