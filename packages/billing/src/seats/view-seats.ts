import type { Errand, ErrandKind } from "@portico/db";
import type { SoldNeeds } from "../plans/catalog-prices.ts";
import { type CustomerState, productsOf } from "../subscription/state.ts";
import { memberSeatsIn } from "./member-seats.ts";

export interface ViewSeatsNeeds extends SoldNeeds {
  membersOf(organization: string): Promise<object[]>;
  /** Which plans of the catalog these products are. */
  plansByProduct(products: string[]): Promise<ReadonlyMap<string, string>>;
  openErrandOf(kind: ErrandKind, subject: string): Promise<Errand | undefined>;
}

export interface SeatsView {
  members: number;
  billed: number;
  /** Why that is not the same, or may not be soon: it waits for its time, or was tried in vain. */
  trouble: "waits" | "fails" | null;
}

/** Nothing where nobody pays by the number of members. */
export async function viewSeats(
  needs: ViewSeatsNeeds,
  organization: string,
  state: CustomerState,
): Promise<SeatsView | null> {
  const { catalog } = needs.sold;
  if (!Object.values(catalog.plans).some(({ seats }) => seats === "members")) return null;
  const products = productsOf(state.subscriptions);
  const found = memberSeatsIn(state, catalog, await needs.plansByProduct(products));
  if (found === null) return null;
  const members = await needs.membersOf(organization);
  const errand = await needs.openErrandOf("follow members", organization);
  return {
    members: members.length,
    billed: found.item.quantity ?? 1,
    trouble: errand ? troubleOf(errand) : null,
  };
}

function troubleOf({ deadAt, attempts, lastError }: Errand): SeatsView["trouble"] {
  if (deadAt !== null || attempts > 0) return "fails";
  return lastError === null ? null : "waits";
}
