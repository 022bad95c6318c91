import Stripe from "stripe";
import { expect } from "vitest";
import { DAY } from "../calendar.ts";
import { openTestSandbox, STRIPE_URL } from "../testing/sandbox.ts";
import { offerRhythms, payingBy } from "../testing/shop.ts";
import { type Change, expectFairShares, sharesOf } from "./fair-shares.ts";
import type { Lives, Move } from "./moves.ts";

const CARDS = {
  works: "pm_card_visa",
  fails: "pm_card_chargeCustomerFail",
  asks: "pm_card_authenticationRequired",
};

type Asked<Kind extends Move["kind"]> = Extract<Move, { kind: Kind }>;

/** Plays lives one beside the other for a year. Every request is sent twice, as after a lost answer. */
export async function play(all: Lives) {
  const open = openTestSandbox();
  const { stripe, moveTo, books } = open;
  const { prices, coupons } = await offerRhythms(stripe);
  const changes: Change[] = [];
  let sent = 0;
  const customers = await Promise.all(
    all.map(async () => stripe.customers.create(payingBy(CARDS.works))),
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
  return { stripe, changes, customers: customers.map(({ id }) => id) };

  async function act(customer: string, asked: Move) {
    const [plan] = (await stripe.subscriptions.list({ customer })).data;
    if (asked.kind === "card") await bringCard(customer, CARDS[asked.card]);
    else if (asked.kind === "answer") await answerBank(customer, asked.yes);
    else if (asked.kind === "pay") await payLate(customer);
    else if (asked.kind === "refund") await giveBack(customer, asked.whole);
    else if (asked.kind === "subscribe" && !plan) await subscribe(customer, asked);
    else if (asked.kind === "checkout" && !plan) await checkOut(customer, asked);
    else if (plan && asked.kind === "change") await changePlan(plan, asked);
    else if (plan && asked.kind === "pause") await pause(plan.id, asked);
    else if (plan && asked.kind === "leave") await leave(plan.id, asked);
  }

  async function bringCard(customer: string, token: string) {
    const card = await twice((once) => stripe.paymentMethods.attach(token, { customer }, once));
    const default_payment_method = card?.id ?? "";
    await twice((once) =>
      stripe.customers.update(customer, { invoice_settings: { default_payment_method } }, once),
    );
  }

  async function subscribe(customer: string, { trial, coupon, ...asked }: Asked<"subscribe">) {
    const wish: Stripe.SubscriptionCreateParams = {
      customer,
      items: itemsOf(asked),
      ...(trial > 0 && { trial_period_days: trial }),
      ...(coupon !== "none" && { discounts: [{ coupon: coupons[coupon] }] }),
    };
    await twice((once) => stripe.subscriptions.create(wish, once));
  }

  async function checkOut(customer: string, asked: Asked<"checkout">) {
    const session = await twice((once) =>
      stripe.checkout.sessions.create(
        { customer, mode: "subscription", line_items: itemsOf(asked), success_url: STRIPE_URL },
        once,
      ),
    );
    await twice(async ({ idempotencyKey = "" }) => {
      const path = `/v1/payment_pages/${session?.id}/confirm`;
      const body = new URLSearchParams({ payment_method: CARDS.works });
      const headers = { "idempotency-key": idempotencyKey };
      return (await open.ask(path, { method: "POST", body, headers })).text();
    });
  }

  function itemsOf({
    rhythm,
    seats,
    support,
  }: Asked<"checkout"> | Omit<Asked<"checkout">, "kind">) {
    const { main, extra } = prices[rhythm];
    return [{ price: main, quantity: seats }, ...(support ? [{ price: extra, quantity: 1 }] : [])];
  }

  async function changePlan(plan: Stripe.Subscription, asked: Asked<"change">) {
    if (plan.status === "incomplete") return;
    const [main, extra] = plan.items.data;
    const [wanted, more] = itemsOf(asked);
    const second = more ?? (extra && { deleted: true });
    const items = [
      { ...wanted, id: main?.id ?? "" },
      ...(second ? [{ ...second, ...(extra && { id: extra.id }) }] : []),
    ];
    const { proration: proration_behavior } = asked;
    const before = await sharesOf(stripe, plan);
    const wish = { items, proration_behavior, expand: ["discounts"] };
    const after = await twice((once) => stripe.subscriptions.update(plan.id, wish, once));
    if (!after) return;
    const change = { plan, at: books.now(), after, billed: proration_behavior !== "none" };
    changes.push(change);
    expectFairShares(change, before, await sharesOf(stripe, plan));
  }

  async function pause(plan: string, { behavior }: Asked<"pause">) {
    const pause_collection = behavior === "" ? behavior : { behavior };
    await twice((once) => stripe.subscriptions.update(plan, { pause_collection }, once));
  }

  async function leave(plan: string, { when }: Asked<"leave">) {
    if (when === "now") return stripe.subscriptions.cancel(plan);
    const cancel_at_period_end = when === "end";
    return twice((once) => stripe.subscriptions.update(plan, { cancel_at_period_end }, once));
  }

  /** Whenever that is: at once, or when the bill was long given up. */
  async function answerBank(customer: string, yes: boolean) {
    const { data } = await stripe.paymentIntents.list({ customer, limit: 100 });
    const asking = data.find(({ status }) => status === "requires_action");
    if (!asking) return;
    const body = new URLSearchParams({ answer: yes ? "yes" : "no" });
    const url = `${STRIPE_URL}/authenticate/${asking.id}`;
    const headers = { origin: STRIPE_URL };
    await open.fetch(new Request(url, { method: "POST", body, headers }));
  }

  async function payLate(customer: string) {
    const [owed] = (await stripe.invoices.list({ customer, status: "open" })).data;
    if (owed?.id) await twice((once) => stripe.invoices.pay(owed.id ?? "", {}, once));
  }

  async function giveBack(customer: string, whole: boolean) {
    const { data } = await stripe.charges.list({ customer });
    const paid = data.find((each) => each.paid && !each.refunded);
    if (!paid) return;
    const left = paid.amount - paid.amount_refunded;
    const wish = { charge: paid.id, ...(!whole && { amount: Math.ceil(left / 2) }) };
    await twice((once) => stripe.refunds.create(wish, once));
  }

  /** The second time nothing happens, and the answer is the same; so is a bank's refusal. */
  async function twice<Answer>(
    ask: (once: Stripe.RequestOptions) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const once = { idempotencyKey: `twice-${(sent += 1)}` };
    const first = await outcome(ask(once));
    const before = books.events.all().length;
    expect(await outcome(ask(once))).toEqual(first);
    expect(books.events.all().length).toBe(before);
    return first.answer;
  }
}

async function outcome<Answer>(asked: Promise<Answer>): Promise<{ answer?: Answer; no?: string }> {
  try {
    return { answer: await asked };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) return { no: error.message };
    throw error;
  }
}
