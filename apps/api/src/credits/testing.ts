import {
  createCredits,
  doErrands,
  drainInbox,
  errandHandlers,
  expireCredits,
} from "@portico/billing";
import { creditEntriesOf } from "@portico/db";
import { catalog } from "../catalog.ts";
import { countClerkMembers } from "../clerk-members.ts";
import { openHouse } from "../testing.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The whole house, and what its ledger says. Its work is done in the sandbox's time; letters are signed in ours. */
export async function openBank() {
  const house = await openHouse();
  const { db, stripe } = house.deps;
  let passed = 0;
  const now = () => new Date(Date.now() + passed);
  const onFailure = (_: unknown, error: unknown) => {
    throw error;
  };
  const monotonic = () => performance.now();
  const reading = { db, stripe, catalog, graceDays: 14, now, monotonic, tells: true };
  const handlers = errandHandlers({
    ...reading,
    countMembers: countClerkMembers(house.settings.clerk),
    ...house.settings.policy,
  });
  await settle();
  return {
    ...house,
    ...createCredits({ db, now }),
    now,
    stripe,
    settle,
    pass,
    entries,
    priceOf,
    newCustomer,
    buy,
  };

  /** All that is to be done is done, also at Stripe. */
  async function settle() {
    await house.sandbox.settle();
    while ((await drainInbox({ ...reading, onFailure })) > 0);
    while ((await doErrands({ db, now, onFailure }, handlers, 10)) > 0);
  }

  async function pass(days: number) {
    passed += days * DAY_MS;
    house.sandbox.advance(days * 24 * 60 * 60);
    await expireCredits({ db, now });
    await settle();
  }

  /** The oldest first: why, how much, and the balance after it, below zero what is owed. */
  async function entries(organization: string): Promise<[string, number, number][]> {
    const rows = await creditEntriesOf(db, organization, { limit: 1_000 });
    return rows
      .toReversed()
      .map(({ source, amount, balance, owed }) => [source, amount, balance - owed]);
  }

  async function priceOf(lookupKey: string): Promise<string> {
    const { data } = await stripe.prices.list({ lookup_keys: [lookupKey] });
    return data[0]?.id ?? "";
  }

  /** Of an organization that nobody knew, with one of Stripe's cards for tests. */
  async function newCustomer(organization: string, card = "pm_card_visa"): Promise<string> {
    const { id } = await stripe.customers.create({
      payment_method: card,
      invoice_settings: { default_payment_method: card },
      metadata: { portico_organization: organization },
    });
    return id;
  }

  /** Credits, on an invoice that is paid at once. */
  async function buy(customer: string, pack: string, quantity = 1): Promise<string> {
    const price = await priceOf(`credits_${pack}`);
    const { id } = await stripe.invoices.create({ customer, currency: "usd" });
    await stripe.invoiceItems.create({ customer, invoice: id, pricing: { price }, quantity });
    await stripe.invoices.pay(id);
    await settle();
    return id;
  }
}
