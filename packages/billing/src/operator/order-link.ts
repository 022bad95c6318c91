import { z } from "zod";
import { applyLink, type ApplyLinkNeeds } from "../moving-in/apply-link.ts";
import { type LinkWish, linkWish, planLink } from "../moving-in/plan-link.ts";

export const applyLinkWish = linkWish.extend({
  /** Whoever is not matched, and pays, is nobody of ours. */
  leaveUnmatched: z.boolean().default(false),
});

export interface OrderLinkNeeds {
  prepareLink(): ApplyLinkNeeds;
}

export function orderLinkPlan(needs: OrderLinkNeeds, wish: LinkWish) {
  return planLink(needs.prepareLink(), wish);
}

/** Tells how far it is after each customer. */
export function orderLink(
  needs: OrderLinkNeeds,
  { leaveUnmatched, ...wish }: z.infer<typeof applyLinkWish>,
  by: { actor: string; requestId: string },
) {
  return applyLink(needs.prepareLink(), wish, leaveUnmatched, by);
}
