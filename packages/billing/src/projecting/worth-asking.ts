import { type Database, deletedAmong, type NewErrand, planByProduct, plansOf } from "@portico/db";
import type { Catalog } from "../plans/catalog.ts";
import { memberSeatsIn } from "../seats/member-seats.ts";
import { productsOf, stateFrom } from "../subscription/state.ts";
import type { Claim, Holding } from "./claim-for.ts";

/** Without those who need not follow their members: nothing of theirs is paid for by them, and nobody said that they are gone. */
export async function worthAsking(
  tx: Database,
  catalog: Catalog,
  claims: Claim[],
  errands: NewErrand[],
): Promise<NewErrand[]> {
  const following = new Set(
    errands.filter(({ kind }) => kind === "follow members").map(({ subject }) => subject),
  );
  if (following.size === 0) return errands;
  const holdings = claims.map(({ after }) => after).filter(isOf(following));
  const plans = await plansOf(tx, holdings.flatMap(productsIn));
  const gone = await deletedAmong(tx, [...following]);
  const idle = holdings
    .filter((each) => productsIn(each).every((product) => plans.has(product)))
    .filter(({ rows }) => memberSeatsIn(stateFrom(rows), catalog, planByProduct(plans)) === null)
    .flatMap(({ organization }) => organization ?? [])
    .filter((organization) => !gone.has(organization));
  const left = new Set(idle);
  return errands.filter(({ kind, subject }) => kind !== "follow members" || !left.has(subject));
}

function isOf(organizations: ReadonlySet<string>) {
  return ({ organization }: Holding) => organization !== null && organizations.has(organization);
}

function productsIn({ rows }: Holding): string[] {
  return productsOf(stateFrom(rows).subscriptions);
}
