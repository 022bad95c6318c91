import type Stripe from "stripe";
import { expect } from "vitest";
import { type Change, isDue, itemIn, itemsOf, type Share } from "./fair-shares.ts";
import { sum } from "./sum.ts";

/** A while in which a change without proration left an item paid for once more, or once less. */
interface Apart {
  item: string;
  start: number;
  end: number;
  times: 1 | -1;
}

/** Every moment of every item is paid for once: not twice, and not never, and not when it is gone. */
export function expectCovered(plan: Stripe.Subscription, shares: Share[], changes: Change[]) {
  const apart = whatIsLeftApart(changes);
  const end = plan.ended_at ?? plan.items.data[0]?.current_period_end ?? 0;
  const all = [plan, ...changes.map((change) => change.plan)].flatMap(({ items }) => items.data);
  for (const item of new Set(all.map(({ id }) => id))) {
    const lived = lifeOf(item, plan, changes);
    const paid = shares.filter((each) => each.item === item);
    const moments = [lived, ...paid, ...apart].flatMap((each) => [each.start, each.end]);
    for (const moment of new Set(moments)) {
      if (moment < plan.start_date || moment >= end) continue;
      const at = covers(moment);
      const expected =
        (at(lived) ? 1 : 0) +
        sum(apart.filter((each) => each.item === item && at(each)).map(({ times }) => times));
      const told = sum(paid.filter(at).map(({ givesBack }) => (givesBack ? -1 : 1)));
      expect(told, `${item} at ${moment}`).toBe(expected);
    }
  }
}

/** Without proration nothing is given back for the time left, and nothing asked for it until the next period. */
function whatIsLeftApart(changes: Change[]): Apart[] {
  const apart: Apart[] = [];
  for (const change of changes)
    for (const item of itemsOf(change)) {
      const { plan, at: start, after } = change;
      const [was, is] = [itemIn(plan, item), itemIn(after, item)];
      const due = isDue(change, was, is);
      if (change.billed && due) askedForAgain(apart, item, start);
      else if (was && (due || !is))
        apart.push({ item, start, end: was.current_period_end, times: 1 });
      else if (!was && is && !due)
        apart.push({ item, start, end: is.current_period_end, times: -1 });
    }
  return apart;
}

/** What was not asked for until now is from now on. */
function askedForAgain(apart: Apart[], item: string, now: number) {
  for (const each of apart)
    if (each.item === item && each.times < 0) each.end = Math.min(each.end, now);
}

function lifeOf(item: string, plan: Stripe.Subscription, changes: Change[]) {
  const came = changes.find((each) => !itemIn(each.plan, item) && itemIn(each.after, item));
  const went = changes.find((each) => itemIn(each.plan, item) && !itemIn(each.after, item));
  return { start: came?.at ?? plan.start_date, end: went?.at ?? Infinity };
}

function covers(moment: number) {
  return ({ start, end }: { start: number; end: number }) => start <= moment && moment < end;
}
