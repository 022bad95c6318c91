import type Stripe from "stripe";
import { z } from "zod";
import type { Books } from "../../books/books.ts";
import type { Subscription } from "../../books/shapes.ts";
import { later } from "../../calendar.ts";
import { whole } from "../../endpoint/params.ts";
import { invalid, past } from "../../problem.ts";
import { type Proration, prorationLines, remaining } from "./prorations.ts";

export const anchorWish = {
  billing_cycle_anchor: whole.optional(),
  billing_cycle_anchor_config: z
    .strictObject({
      day_of_month: whole,
      hour: whole.optional(),
      minute: whole.optional(),
      month: whole.optional(),
      second: whole.optional(),
    })
    .optional(),
};

type Asked = z.infer<z.ZodObject<typeof anchorWish>>;

/** The plan, whose first period is short: it ends on the day that was asked for. */
export function withAnchor(plan: Subscription, asked: Asked, now: number): Subscription {
  const { billing_cycle_anchor: named, billing_cycle_anchor_config: config } = asked;
  if (named !== undefined && config)
    throw invalid(
      "You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.",
    );
  const anchor = config ? nextTime(config, now) : named;
  if (anchor === undefined) return plan;
  if (plan.status === "trialing" || plan.start_date < now)
    throw invalid(
      "The sandbox knows a billing_cycle_anchor only where a plan is paid from now on.",
      {
        param: "billing_cycle_anchor",
      },
    );
  if (anchor <= now) throw past("billing_cycle_anchor", anchor);
  if (plan.items.data.some((item) => item.current_period_end < anchor))
    throw invalid("billing_cycle_anchor cannot be later than next natural billing date for plan", {
      param: "billing_cycle_anchor",
    });
  const data = plan.items.data.map((item) => ({ ...item, current_period_end: anchor }));
  return {
    ...plan,
    billing_cycle_anchor: anchor,
    billing_cycle_anchor_config: config ? wholeConfig(config) : null,
    items: { ...plan.items, data },
  };
}

/** What the short first period costs. */
export function linesToAnchor(books: Books, plan: Subscription) {
  const shares = plan.items.data.map((item): Proration => {
    const { interval = "month", interval_count: count = 1 } = item.price.recurring ?? {};
    const start = later(plan.billing_cycle_anchor, interval, -count);
    const whole = { ...item, current_period_start: start };
    const around = { ...plan, items: { ...plan.items, data: [whole] } };
    return remaining(books, around, whole, books.now());
  });
  return prorationLines(shares);
}

type Config = NonNullable<Asked["billing_cycle_anchor_config"]>;

function wholeConfig(asked: Config): Stripe.Subscription.BillingCycleAnchorConfig {
  const { day_of_month, hour = null, minute = null, month = null, second = null } = asked;
  return { day_of_month, hour, minute, month, second };
}

/** A day a month lacks becomes that month's last. */
function nextTime({ day_of_month: day, month, ...time }: Config, now: number): number {
  const today = new Date(now * 1000);
  const { hour = today.getUTCHours(), minute = today.getUTCMinutes() } = time;
  const { second = today.getUTCSeconds() } = time;
  const year = today.getUTCFullYear();
  const first = month === undefined ? today.getUTCMonth() : month - 1;
  const step = month === undefined ? 1 : 12;
  const at = (months: number) => {
    const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
    return Date.UTC(year, months, Math.min(day, last), hour, minute, second) / 1000;
  };
  return at(first) > now ? at(first) : at(first + step);
}
