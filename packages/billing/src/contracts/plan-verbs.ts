import { z } from "zod";
import { cancelPlan } from "../plans/cancel-plan.ts";
import { changePlan } from "../plans/change-plan.ts";
import { previewChange } from "../plans/preview-change.ts";
import { resumePlan } from "../plans/resume-plan.ts";
import { startCheckout } from "../plans/start-checkout.ts";
import { cancelWish, changeWish, choiceWish, resumeWish } from "../plans/wish.ts";
import { viewPlans } from "../plans/view-plans.ts";
import { inData, plansData } from "./plans-data.ts";
import { deed, question, type Verb } from "./verb.ts";

const time = z.iso.datetime();
const ending = z.object({ subscription: z.string(), ends_at: time.nullable() });

export const PLAN_VERBS: readonly Verb[] = [
  question({
    path: "/v1/billing/plans",
    summary: "See what is sold, and what the organization has of it",
    scope: "billing:read",
    data: plansData,
    use: async (...asked) => inData(await viewPlans(...asked)),
  }),
  deed({
    path: "/v1/billing/checkout",
    summary: "Start the checkout of a first plan",
    scope: "billing:write",
    body: choiceWish.extend({ return_url: z.string() }),
    data: z.object({ url: z.url(), expires_at: time }),
    async use(needs, caller, { return_url: returnUrl, ...choice }) {
      const { url, expiresAt } = await startCheckout(needs, caller, { ...choice, returnUrl });
      return { url, expires_at: expiresAt };
    },
  }),
  deed({
    path: "/v1/billing/preview",
    summary: "See what another plan would cost",
    scope: "billing:write",
    body: changeWish,
    data: z.object({
      currency: z.string(),
      due_now: z.int(),
      next_invoice: z.object({ at: time, due: z.int() }).nullable(),
      total: z.int(),
      lines: z.array(
        z.object({ description: z.string(), amount: z.int(), proration: z.boolean() }),
      ),
      seats: z.int(),
    }),
    async use(needs, caller, wish) {
      const { dueNow, nextInvoice, ...preview } = await previewChange(needs, caller, wish);
      return { ...preview, due_now: dueNow, next_invoice: nextInvoice };
    },
  }),
  deed({
    path: "/v1/billing/change",
    summary: "Change a plan",
    scope: "billing:write",
    body: changeWish,
    data: z.object({
      subscription: z.string(),
      item: z.string(),
      plan: z.string(),
      interval: z.string(),
      seats: z.int(),
    }),
    use: changePlan,
  }),
  deed({
    path: "/v1/billing/cancel",
    summary: "Cancel a plan, now or when its period ends",
    scope: "billing:write",
    body: cancelWish,
    data: ending,
    use: async (...asked) => endingData(await cancelPlan(...asked)),
  }),
  deed({
    path: "/v1/billing/resume",
    summary: "Take a cancellation back",
    scope: "billing:write",
    body: resumeWish,
    data: ending,
    use: async (...asked) => endingData(await resumePlan(...asked)),
  }),
];

function endingData({ subscription, endsAt }: { subscription: string; endsAt: string | null }) {
  return { subscription, ends_at: endsAt };
}
