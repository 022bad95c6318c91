import fc from "fast-check";
import type Stripe from "stripe";
import { expect } from "vitest";
import { idOf } from "./id-of.ts";
import { openTestSandbox } from "./testing.ts";

const DAY = 24 * 60 * 60;

const amount = fc.integer({ min: 1, max: 20 });
const rhythm = fc.constantFrom("week", "month", "year");

/** What a customer may do next. What makes no sense at the time is left out when it is played. */
const move = fc.oneof(
  fc.record({
    kind: fc.constant("subscribe"),
    rhythm,
    seats: amount,
    trial: fc.constantFrom(0, 3, 14),
  }),
  fc.record({
    kind: fc.constant("change"),
    rhythm,
    seats: amount,
    proration: fc.constantFrom("always_invoice", "create_prorations", "none"),
  }),
  fc.record({ kind: fc.constant("card"), works: fc.boolean() }),
  fc.record({ kind: fc.constant("leave"), when: fc.constantFrom("end", "now", "never") }),
  fc.record({
    kind: fc.constant("pause"),
    behavior: fc.constantFrom("void", "keep_as_draft", "mark_uncollectible", ""),
  }),
);

type Move = typeof move extends fc.Arbitrary<infer Made> ? Made : never;

/** Some customers: what each does, and how many days pass after it. */
export const lives = fc.array(
  fc.array(fc.record({ move, days: fc.integer({ min: 0, max: 70 }) }), { maxLength: 10 }),
  { minLength: 1, maxLength: 3 },
);

type Lives = typeof lives extends fc.Arbitrary<infer Made> ? Made : never;

/** Plays lives one beside the other for a year. Every request is sent twice, as after a lost answer. */
export async function play(all: Lives) {
  const { stripe, moveTo, books } = openTestSandbox();
  let asked = 0;
  const product = await stripe.products.create({ name: "Anything" });
  const price = async (interval: "week" | "month" | "year", unit_amount: number) =>
    stripe.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount,
      recurring: { interval },
    });
  const prices = {
    week: await price("week", 733),
    month: await price("month", 2999),
    year: await price("year", 29_990),
  };
  const customers = await Promise.all(
    all.map(async () => {
      const card = "pm_card_visa";
      return stripe.customers.create({
        payment_method: card,
        invoice_settings: { default_payment_method: card },
      });
    }),
  );
  const end = books.now() + 365 * DAY;
  const steps = Math.max(...all.map((life) => life.length));
  for (let step = 0; step < steps; step += 1) {
    for (const [place, life] of all.entries()) {
      const lived = life[step];
      const customer = customers[place]?.id;
      if (!lived || customer === undefined) continue;
      await act(customer, lived.move);
      moveTo(Math.min(end, books.now() + lived.days * DAY));
    }
  }
  moveTo(end);
  return { stripe, customers: customers.map(({ id }) => id) };

  async function act(customer: string, asked: Move) {
    const [plan] = (await stripe.subscriptions.list({ customer })).data;
    if (asked.kind === "card") {
      const token = asked.works ? "pm_card_visa" : "pm_card_chargeCustomerFail";
      const card = await stripe.paymentMethods.attach(token, { customer });
      await stripe.customers.update(customer, {
        invoice_settings: { default_payment_method: card.id },
      });
    } else if (asked.kind === "subscribe" && !plan)
      await twice((options) =>
        stripe.subscriptions.create(
          {
            customer,
            items: [{ price: prices[asked.rhythm].id, quantity: asked.seats }],
            ...(asked.trial > 0 && { trial_period_days: asked.trial }),
          },
          options,
        ),
      );
    else if (plan) await changePlan(plan, asked);
  }

  async function changePlan(plan: Stripe.Subscription, asked: Move) {
    const update = async (wish: Stripe.SubscriptionUpdateParams) =>
      twice((options) => stripe.subscriptions.update(plan.id, wish, options));
    if (asked.kind === "pause")
      await update({ pause_collection: asked.behavior === "" ? "" : { behavior: asked.behavior } });
    else if (asked.kind === "leave" && asked.when === "now")
      await stripe.subscriptions.cancel(plan.id);
    else if (asked.kind === "leave") await update({ cancel_at_period_end: asked.when === "end" });
    else if (asked.kind === "change" && plan.status !== "incomplete") {
      const [item] = plan.items.data;
      if (!item) return;
      const proration_behavior = asked.proration;
      const items = [{ id: item.id, price: prices[asked.rhythm].id, quantity: asked.seats }];
      await expectFairShares(plan.customer, item, await update({ items, proration_behavior }));
    }
  }

  /** The second time nothing happens, and the answer is the same. */
  async function twice<Answer>(
    ask: (options: Stripe.RequestOptions) => Promise<Answer>,
  ): Promise<Answer> {
    const options = { idempotencyKey: `twice-${(asked += 1)}` };
    const answer = await ask(options);
    const before = books.events.all().length;
    expect(await ask(options)).toEqual(answer);
    expect(books.events.all().length).toBe(before);
    return answer;
  }

  /** Whatever was given back or asked for is the rest of the period, to the cent. */
  async function expectFairShares(
    customer: Stripe.Subscription["customer"],
    was: Stripe.SubscriptionItem,
    after: Stripe.Subscription,
  ) {
    const now = books.now();
    const waiting = await stripe.invoiceItems.list({ customer: idOf(customer), pending: true });
    const [is] = after.items.data;
    const { current_period_start: start, current_period_end: end } = was;
    const left = (end - now) / (end - start);
    for (const { amount, date, period } of waiting.data)
      if (is && date === now && period.end === end) {
        const fair = [-costOf(was) * left, costOf(is) * left];
        expect(Math.min(...fair.map((share) => Math.abs(amount - share)))).toBeLessThanOrEqual(1);
      }
  }
}

function costOf({ price, quantity }: Stripe.SubscriptionItem): number {
  return (price.unit_amount ?? 0) * (quantity ?? 1);
}
