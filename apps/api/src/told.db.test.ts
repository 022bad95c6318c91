import { type Change, tellHost } from "@portico/billing";
import { historyOf, keepLetters } from "@portico/db";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "./testing.ts";

/** Of the accounts that Stripe keeps for tests. */
const FAILS_IN_THREE_MINUTES = "AT051904300235473205";
const DAY = 24 * 60 * 60;

let house: House;
let stripe: Stripe;
beforeAll(async () => {
  house = await openHouse();
  stripe = house.deps.stripe;
  await hear("nobody");
});
afterAll(() => house.close());

/** What the host hears of an organization next, once all letters arrived. */
async function hear(organization: string): Promise<Change[]> {
  await house.settle();
  const heard: Change[] = [];
  const { db, now } = house.deps;
  const listeners = [async (change: Change) => void heard.push(change)];
  const onFailure = (_: unknown, error: unknown) => {
    throw error;
  };
  while ((await tellHost({ db, now, listeners, onFailure })) > 0);
  return heard.filter((change) => change.organization === organization);
}

/** A new organization, and a card or an account that pays. */
async function openOrganization(organization: string, method: string) {
  const customer = await stripe.customers.create({
    metadata: { portico_organization: organization },
  });
  const attach = (name: string) => stripe.paymentMethods.attach(name, { customer: customer.id });
  const { id } = await attach(method);
  return {
    attach,
    subscribe: (more: Partial<Stripe.SubscriptionCreateParams> = {}) =>
      stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: "price_team" }],
        default_payment_method: id,
        ...more,
      }),
    heard: () => hear(organization),
    kinds: async () => (await hear(organization)).map(({ kind }) => kind),
  };
}

describe("the host", () => {
  it("hears what an organization gains, changes and loses, and why", async () => {
    const { subscribe, heard, kinds } = await openOrganization("org_changes", "pm_card_visa");
    const { id, items } = await subscribe();
    const plan = { subscription: id, product: "prod_team", price: "price_team" };
    expect(await heard()).toMatchObject([
      {
        organization: "org_changes",
        kind: "access.gained",
        before: [],
        after: [{ ...plan, quantity: 1 }],
        cause: { by: "event", type: expect.stringMatching(/^customer\.subscription\./) },
      },
    ]);

    const [item] = items.data;
    await stripe.subscriptions.update(id, { items: [{ id: item?.id ?? "", quantity: 5 }] });
    expect(await heard()).toMatchObject([
      { kind: "plan.changed", before: [{ quantity: 1 }], after: [{ ...plan, quantity: 5 }] },
    ]);

    await stripe.subscriptions.cancel(id);
    expect(await heard()).toMatchObject([
      { organization: "org_changes", kind: "access.lost", before: [{ quantity: 5 }], after: [] },
    ]);

    await subscribe();
    expect(await kinds()).toEqual(["access.gained"]);
  });

  it("hears each time that a cancellation is asked for, and of the end", async () => {
    const { subscribe, heard, kinds } = await openOrganization("org_ends", "pm_card_visa");
    const { id } = await subscribe();
    await heard();
    for (let each = 0; each < 2; each++) {
      await stripe.subscriptions.update(id, { cancel_at_period_end: true });
      expect(await heard()).toMatchObject([{ kind: "cancel.asked", after: { subscription: id } }]);
      await stripe.subscriptions.update(id, { cancel_at_period_end: false });
      expect(await heard()).toEqual([]);
    }
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    await heard();
    house.sandbox.advance(32 * DAY);
    expect(await kinds()).toEqual(["access.lost"]);
  });

  it("hears that a trial ends within three days, once", async () => {
    const { subscribe, heard, kinds } = await openOrganization("org_tries", "pm_card_visa");
    const { id } = await subscribe({ trial_period_days: 14 });
    expect(await kinds()).toEqual(["access.gained"]);
    house.sandbox.advance(10 * DAY);
    expect(await heard()).toEqual([]);
    house.sandbox.advance(DAY + 60);
    expect(await heard()).toMatchObject([
      {
        kind: "trial.ending",
        after: { subscription: id },
        cause: { type: "customer.subscription.trial_will_end" },
      },
    ]);
    await stripe.subscriptions.update(id, { metadata: { seen: "yes" } });
    expect(await heard()).toEqual([]);
  });

  it("hears of each try to pay that failed", async () => {
    const { subscribe, attach, heard } = await openOrganization("org_fails", "pm_card_visa");
    const { id } = await subscribe();
    await heard();
    const bad = await attach("pm_card_chargeCustomerFail");
    await stripe.subscriptions.update(id, { default_payment_method: bad.id });
    house.sandbox.advance(31 * DAY + 7200);
    expect(await heard()).toMatchObject([
      { kind: "payment.failed", after: { subscription: id, attempt: 1, amount: 4900 } },
    ]);
    house.sandbox.advance(4 * DAY);
    expect(await heard()).toMatchObject([{ kind: "payment.failed", after: { attempt: 2 } }]);
  });

  it("hears of a debit that failed, and not of one that is on its way", async () => {
    const account = await stripe.paymentMethods.create({
      type: "sepa_debit",
      sepa_debit: { iban: FAILS_IN_THREE_MINUTES },
      billing_details: { name: "Grace", email: "grace@globex.test" },
    });
    const { subscribe, heard, kinds } = await openOrganization("org_debits", account.id);
    const { id: price } = await stripe.prices.create({
      product: "prod_team",
      currency: "eur",
      unit_amount: 4500,
      recurring: { interval: "month" },
    });
    const { id } = await subscribe({ items: [{ price }] });
    expect(await kinds()).toEqual(["access.gained"]);
    house.sandbox.advance(180);
    expect(await heard()).toMatchObject([
      { kind: "payment.failed", after: { subscription: id, attempt: 1, amount: 4500 } },
    ]);
  });

  it("hears of a refund, once, however Stripe tells of it", async () => {
    const { data } = await stripe.charges.list({ customer: "cus_acme", limit: 1 });
    const refund = await stripe.refunds.create({ charge: data[0]?.id ?? "", amount: 700 });
    expect(await hear("org_acme")).toMatchObject([
      {
        organization: "org_acme",
        kind: "refund.made",
        after: { refund: refund.id, charge: data[0]?.id, amount: 700, currency: "usd" },
      },
    ]);
    await stripe.refunds.update(refund.id, { metadata: { seen: "yes" } });
    expect(await hear("org_acme")).toEqual([]);
  });

  it("hears what a customer has that becomes an organization's, and nothing of what was long ago", async () => {
    const customer = await stripe.customers.create({
      payment_method: "pm_card_visa",
      invoice_settings: { default_payment_method: "pm_card_visa" },
    });
    const items = [{ price: "price_team" }];
    await stripe.subscriptions.create({ customer: customer.id, items, cancel_at_period_end: true });
    const [charge] = (await stripe.charges.list({ customer: customer.id })).data;
    await stripe.refunds.create({ charge: charge?.id ?? "", amount: 700 });
    await house.settle();
    house.sandbox.advance(2 * DAY);

    await stripe.refunds.create({ charge: charge?.id ?? "", amount: 800 });
    const metadata = { portico_organization: "org_joins" };
    await stripe.customers.update(customer.id, { metadata });
    expect(await hear("org_joins")).toMatchObject([
      { kind: "access.gained" },
      { kind: "refund.made", after: { amount: 800 } },
    ]);
  });

  it("hears of a customer that takes another's place, whatever old letter lets us look", async () => {
    const metadata = { portico_organization: "org_passes_on" };
    const first = await stripe.customers.create({ metadata });
    expect(await hear("org_passes_on")).toEqual([]);
    const second = await stripe.customers.create({ metadata, payment_method: "pm_card_visa" });
    const [method] = (await stripe.customers.listPaymentMethods(second.id)).data;
    const { id } = await stripe.subscriptions.create({
      customer: second.id,
      items: [{ price: "price_team" }],
      default_payment_method: method?.id ?? "",
    });
    expect(await hear("org_passes_on")).toEqual([]);
    await stripe.customers.del(first.id);
    expect(await hear("org_passes_on")).toEqual([]);

    const { db, now } = house.deps;
    const times = { createdAt: new Date(0), receivedAt: now(), nextAttemptAt: now() };
    const about = { type: "customer.updated", customerId: second.id, objectId: second.id };
    await keepLetters(db, [{ id: "evt_old", ...about, ...times, decision: "stored" }]);
    expect(await hear("org_passes_on")).toMatchObject([{ kind: "access.gained" }]);
    const entries = await historyOf(db, "org_passes_on", { limit: 100 });
    expect(entries.find(({ objectId }) => objectId === id)).toMatchObject({
      before: null,
      cause: { by: "event", event: "evt_old" },
    });
  });
});
