import {
  askErrand,
  customerOf,
  type Errand,
  isOrganizationDeleted,
  lastCausedBy,
  mirrorOf,
  planByProduct,
  plansOf,
  whatHappened,
} from "@portico/db";
import type { Catalog } from "../plans/catalog.ts";
import { memberSeatsIn, seatsFor } from "../seats/member-seats.ts";
import { productsOf, stateFrom } from "../subscription/state.ts";
import { within } from "../within.ts";
import type { Wait } from "./do-errands.ts";
import { type SetSeatsNeeds, setSeats } from "./set-seats.ts";
import { waitForNames } from "./wait-for-names.ts";

export interface FollowMembersNeeds extends SetSeatsNeeds {
  catalog: Catalog;
  /** As Clerk counts them; nothing where it has no such organization. */
  countMembers(organization: string): Promise<number | null>;
}

const CLERKS_PATIENCE_MS = 10_000;
const CLERK_IS_AWAY_MS = 30_000;
/** Stripe takes 200 changes of a quantity in an hour. */
const APART_MS = 20_000;

/** Members came or went: as many seats are paid for as there are members now. */
export async function followMembers(
  needs: FollowMembersNeeds,
  { subject: organization, names, askedAt }: Errand,
): Promise<Wait | void> {
  const customer = await customerOf(needs.db, organization);
  if (customer === null) return;
  if (await isOrganizationDeleted(needs.db, organization)) return sayFarewell(needs, organization);
  const seats = await seatsOf(needs, customer);
  if (seats === "not named yet") return waitForNames(needs, askedAt);
  if (seats === null) return;
  const members = await membersOf(needs, organization);
  if (members === null) return;
  if (typeof members === "object") return members;
  const wanted = seatsFor(members);
  if (seats.item.quantity === wanted) return;
  const next = (await lastCausedBy(needs.db, organization, "seats")).getTime() + APART_MS;
  if (next > needs.now().getTime())
    return { wait: new Date(next), why: "The seats were changed a moment ago." };
  return setSeats(needs, customer, seats, wanted, [...new Set(names)]);
}

/** Something was bought after it was deleted, or a word of Clerk's came late. */
async function sayFarewell({ db, now }: FollowMembersNeeds, organizationId: string) {
  const [at, subject] = [now(), organizationId];
  await askErrand(db, { kind: "end plans", subject, organizationId, names: [], at, notBefore: at });
}

async function seatsOf({ db, catalog }: FollowMembersNeeds, customer: string) {
  const state = stateFrom(await mirrorOf(db, customer));
  const products = productsOf(state.subscriptions);
  const plans = await plansOf(db, products);
  const isKnown = products.every((product) => plans.has(product));
  return memberSeatsIn(state, catalog, planByProduct(plans)) ?? (isKnown ? null : "not named yet");
}

/** Our own rows may lag behind Clerk. */
async function membersOf(needs: FollowMembersNeeds, organization: string) {
  try {
    return await within(CLERKS_PATIENCE_MS, needs.countMembers(organization));
  } catch (error) {
    return {
      wait: new Date(needs.now().getTime() + CLERK_IS_AWAY_MS),
      why: `Clerk did not count the members: ${whatHappened(error)}`,
    };
  }
}
