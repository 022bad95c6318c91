import { isDeepStrictEqual } from "node:util";
import type { NewHistoryRow, Said } from "@portico/db";
import { type How, howToKnow } from "../believing/findings.ts";
import type { Claim, Holding } from "./claim-for.ts";

/** What changed for an organization. One that gets or loses its customer gets or loses all the customer has. */
export function historyFrom({ projection, before, after }: Claim, at: Date): NewHistoryRow[] {
  const { file, findings } = projection;
  const howOf = howToKnow(file, findings);
  return before.organization === after.organization
    ? rowsFor(after.organization, before, after)
    : [
        ...rowsFor(before.organization, before, NOTHING),
        ...rowsFor(after.organization, NOTHING, after),
      ];

  function rowsFor(organization: string | null, from: Holding, to: Holding): NewHistoryRow[] {
    if (organization === null || !howOf) return [];
    return differences(from, to).map(({ id, ...difference }) => ({
      organizationId: organization,
      customerId: file.customer,
      objectId: id,
      ...difference,
      ...plainly(howOf(id)),
      at,
    }));
  }
}

const NOTHING: Holding = { organization: null, rows: [] };

function plainly({ cause, stripeAt }: How): How {
  return { cause, stripeAt };
}

/** What is older at Stripe comes first. */
function differences(from: Holding, to: Holding) {
  const old = new Map(from.rows.map(({ id, says }) => [id, says]));
  const now = new Map(to.rows.map(({ id, says }) => [id, says]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((id) => ({ id, before: old.get(id) ?? null, after: now.get(id) ?? null }))
    .filter(({ before, after }) => !isDeepStrictEqual(before, after))
    .toSorted((one, other) =>
      beginningOf(one.after ?? one.before).localeCompare(beginningOf(other.after ?? other.before)),
    );
}

function beginningOf(says: Said | null): string {
  if (!says) return "";
  return says.kind === "discount" ? says.startsAt : says.createdAt;
}
