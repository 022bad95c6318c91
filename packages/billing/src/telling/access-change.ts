import { isDeepStrictEqual } from "node:util";
import type { OverrideRow } from "@portico/db";
import { accessOf, type Then } from "../subscription/access.ts";
import type { CustomerState } from "../subscription/state.ts";
import type { Had, WhatChanged } from "./change.ts";

/** What it is about is asked for its cause. */
export type Notice = WhatChanged & { about: string; source: string };

/** All that an organization has: what is paid for, and what it was given. */
export function hadThen(state: CustomerState, given: OverrideRow[], then: Then): Had {
  const bought = accessOf(state, then).flatMap(({ id, items }) =>
    items.map(({ product, price, quantity }) => ({ subscription: id, product, price, quantity })),
  );
  return [...bought, ...given.map(({ id, gives }) => ({ override: id, gives }))];
}

/** At most one: access is to have a plan, paid for or given. */
export function accessChange(
  had: Had,
  has: Had,
  sourceOf: (about: string) => string,
): [Notice] | [] {
  const [changed] = [...without(has, had), ...without(had, has)];
  if (!changed || isSame(had, has)) return [];
  const about = "override" in changed ? `override_${changed.override}` : changed.subscription;
  return [{ kind: kindOf(had, has), about, source: sourceOf(about), before: had, after: has }];
}

function kindOf(had: Had, has: Had) {
  if (had.some(isPlan) === has.some(isPlan)) return "plan.changed";
  return has.some(isPlan) ? "access.gained" : "access.lost";
}

function isPlan(each: Had[number]): boolean {
  return "subscription" in each || "plan" in each.gives;
}

function without(some: Had, others: Had): Had {
  return some.filter((each) => !others.some((other) => isDeepStrictEqual(each, other)));
}

/** By what is paid for or given: the same plan in another subscription is no other plan. */
function isSame(had: Had, has: Had): boolean {
  const [one, other] = [had, has].map((all) => all.map(inWords).toSorted());
  return isDeepStrictEqual(one, other);
}

function inWords(each: Had[number]): string {
  if ("override" in each) return JSON.stringify(each.gives);
  return `${each.product} ${each.price} ${each.quantity}`;
}
