import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BACK, type Buyer, openTill, refused, type Till } from "./till.ts";

let till: Till;
let ada: Buyer;
beforeEach(async () => {
  till = await openTill();
  ada = await till.as("ada", "org_acme");
});
afterEach(() => till.close());

const data = (value: unknown) => ({ status: 200, body: { result: { data: value } } });
const plan = (id = "sub_acme") => till.deps.stripe.subscriptions.retrieve(id);
const newestInvoice = async (customer: string) =>
  (await till.deps.stripe.invoices.list({ customer, limit: 1 })).data[0];
const priced = (key: string) => ({ items: { data: [{ price: { lookup_key: key } }] } });
const current = (value: unknown) => data({ current: [value] });

describe("another plan", () => {
  it("of the same month waits with the difference for the next invoice, as previewed", async () => {
    const before = await newestInvoice("cus_acme");
    const wish = { plan: "starter", interval: "month" };
    expect(await ada.preview(wish)).toMatchObject(
      data({ currency: "usd", dueNow: 0, nextInvoice: { due: expect.any(Number) } }),
    );
    expect(await ada.change(wish)).toEqual(
      data({ subscription: "sub_acme", item: "si_acme", seats: 1, ...wish }),
    );
    expect(await plan()).toMatchObject(priced("starter_month"));
    expect(await newestInvoice("cus_acme")).toEqual(before);
  });

  it("by the year is billed at once, as previewed", async () => {
    const wish = { plan: "team", interval: "year" };
    const preview = await ada.preview(wish);
    await ada.change(wish);
    const invoice = await newestInvoice("cus_acme");
    expect(invoice).toMatchObject({ status: "paid", billing_reason: "subscription_update" });
    expect(preview).toMatchObject(data({ dueNow: invoice?.amount_due, nextInvoice: null }));
  });

  it("of the same year is billed at once too", async () => {
    const umbrella = await till.as("ada", "org_umbrella");
    await umbrella.change({ plan: "team", interval: "year" });
    expect(await plan("sub_umbrella")).toMatchObject(priced("team_year"));
    expect(await newestInvoice("cus_umbrella")).toMatchObject({
      billing_reason: "subscription_update",
    });
  });

  it("has as many seats as the organization has members, where it goes by them", async () => {
    await ada.change({ plan: "business", interval: "month" });
    expect((await plan()).items.data).toMatchObject([{ quantity: 2 }]);
  });

  it("is on the page before Stripe tells of it, and in the history with who did it", async () => {
    const item = { subscription: "sub_acme", item: "si_acme" };
    expect(await ada.plans()).toMatchObject(current({ ...item, plan: "team" }));
    await ada.change({ plan: "starter", interval: "month" });
    expect(await ada.plans()).toMatchObject(current({ ...item, plan: "starter" }));
    expect(JSON.stringify(await ada.history())).toContain("Changed here by Ada Lovelace.");
  });

  it("is the same when it is asked for twice, in two tabs or after an answer was lost", async () => {
    const wish = { plan: "team", interval: "year" };
    await Promise.all([ada.change(wish), ada.change(wish)]);
    await ada.change(wish);
    const { data: bills } = await till.deps.stripe.invoices.list({ customer: "cus_acme" });
    const updates = bills.filter((each) => each.billing_reason === "subscription_update");
    expect(updates).toHaveLength(1);
  });

  it("is one of the two where two tabs want different ones", async () => {
    await Promise.all([
      ada.change({ plan: "team", interval: "year" }),
      ada.change({ plan: "starter", interval: "month" }),
    ]);
    const [item, ...others] = (await plan()).items.data;
    expect(["team_year", "starter_month"]).toContain(item?.price.lookup_key);
    expect(others).toEqual([]);
  });

  it.each([
    ["refused", "pm_card_chargeCustomerFail", "did not go through"],
    ["wanted confirmed", "pm_card_authenticationRequired", "portal"],
  ])("changes nothing where the payment is %s", async (_, card, words) => {
    const { stripe } = till.deps;
    const method = await stripe.paymentMethods.attach(card, { customer: "cus_acme" });
    await stripe.subscriptions.update("sub_acme", { default_payment_method: method.id });
    const before = await plan();
    expect(await ada.change({ plan: "team", interval: "year" })).toMatchObject({
      ...refused(402, "PAYMENT_FAILED"),
      body: { error: { message: expect.stringContaining(words) } },
    });
    expect(await plan()).toEqual(before);
  });

  it("is not to be had without one", async () => {
    const grace = await till.as("grace", "org_globex");
    const wish = { plan: "team", interval: "month" };
    for (const verb of [grace.preview, grace.change])
      expect(await verb(wish)).toMatchObject(refused(409, "NOT_SUBSCRIBED"));
    for (const verb of [() => grace.cancel({ when: "now" }), () => grace.resume({})])
      expect(await verb()).toMatchObject(refused(409, "NOT_SUBSCRIBED"));
  });
});

describe("while a payment is late", () => {
  it.each(["business", "starter"])("no plan is changed to %s before it is paid", async (name) => {
    const linus = await till.as("linus", "org_initech");
    const { stripe } = till.deps;
    const wish = { plan: name, interval: "month" };
    const before = await plan("sub_initech");
    expect(await linus.plans()).toMatchObject(current({ late: true }));
    for (const verb of [linus.preview, linus.change])
      expect(await verb(wish)).toMatchObject({
        ...refused(402, "PAYMENT_FAILED"),
        body: { error: { message: expect.stringContaining("pay the open invoice") } },
      });
    expect(await plan("sub_initech")).toEqual(before);

    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: "cus_initech" });
    const invoice = await newestInvoice("cus_initech");
    await stripe.invoices.pay(invoice?.id ?? "", { payment_method: card.id });
    await till.settle();
    expect(await linus.plans()).toMatchObject(current({ late: false }));
    expect(await linus.change(wish)).toMatchObject({ status: 200 });
  });

  it("a plan is cancelled all the same", async () => {
    const linus = await till.as("linus", "org_initech");
    expect(await linus.cancel({ when: "period end" })).toMatchObject({ status: 200 });
  });
});

it("lets members look at what is sold, and admins alone have any of it", async () => {
  const bob = await till.as("bob", "org_acme");
  expect(await bob.plans()).toMatchObject(current({ plan: "team" }));
  const wish = { plan: "starter", interval: "month" };
  const tried = [
    bob.start({ ...wish, returnUrl: BACK }),
    bob.preview(wish),
    bob.change(wish),
    bob.cancel({ when: "now" }),
    bob.resume({}),
  ];
  for (const answer of await Promise.all(tried))
    expect(answer).toMatchObject(refused(403, "NOT_ALLOWED"));
  const log = async () => JSON.stringify(await ada.auditLog());
  for (const action of ["checkout.start", "plan.preview", "plan.change", "plan.cancel"])
    await expect.poll(log).toContain(`"action":"${action}","outcome":"refused"`);
});

it("is in the audit log by the names that people know, whatever it became since", async () => {
  await ada.buy({ pack: "small", returnUrl: BACK });
  await ada.cancel({ when: "period end" });
  await ada.change({ plan: "starter", interval: "month" });
  await ada.resume({});
  const log = async () => JSON.stringify(await ada.auditLog());
  for (const [action, name] of [
    ["credits.buy", "500 credits"],
    ["plan.change", "Starter, by the month"],
    ["plan.cancel", "Team"],
    ["plan.resume", "Starter"],
  ])
    await expect.poll(log).toMatch(new RegExp(`"action":"${action}"[^}]*"subjectName":"${name}"`));
});

it("shows a plan as it is by now to whoever could not change it", async () => {
  await till.deps.stripe.subscriptions.cancel("sub_acme");
  expect(await ada.cancel({ when: "period end" })).toMatchObject(refused(400, "BAD_REQUEST"));
  expect(await ada.plans()).toMatchObject(data({ current: [] }));
  expect(await ada.cancel({ when: "period end" })).toMatchObject(refused(409, "NOT_SUBSCRIBED"));
});

describe("an organization with several plans", () => {
  it("says which it means, by ids of its own", async () => {
    const { items } = await till.deps.stripe.subscriptions.update("sub_acme", {
      items: [{ price: "price_starter" }],
    });
    await till.settle();
    const added = items.data.find(({ id }) => id !== "si_acme")?.id ?? "";
    const wish = { plan: "team", interval: "month" };
    expect(await ada.change(wish)).toMatchObject({
      ...refused(400, "BAD_REQUEST"),
      body: { error: { message: expect.stringContaining(added) } },
    });
    for (const other of [{ item: "si_initech" }, { subscription: "sub_initech" }])
      expect(await ada.change({ ...wish, ...other })).toMatchObject(refused(400, "BAD_REQUEST"));
    expect(await ada.change({ plan: "business", interval: "month", item: added })).toMatchObject({
      status: 200,
    });
    const keys = async () => (await plan()).items.data.map(({ price }) => price.lookup_key);
    expect(await keys()).toEqual(["team_month", "business_month"]);

    expect(await ada.cancel({ when: "period end", item: added })).toMatchObject(
      refused(400, "BAD_REQUEST"),
    );
    expect(await ada.cancel({ when: "now", item: "si_initech" })).toMatchObject(
      refused(400, "BAD_REQUEST"),
    );
    expect(await ada.cancel({ when: "now", item: added })).toMatchObject({ status: 200 });
    expect(await keys()).toEqual(["team_month"]);
    expect(await ada.cancel({ when: "period end", item: "si_acme" })).toMatchObject({
      status: 200,
    });
    expect(await plan()).toMatchObject({ cancel_at_period_end: true });
  });
});

describe("a plan that is cancelled", () => {
  it("runs to the end of what was paid, says why, and goes on when it is resumed", async () => {
    const { status, body } = await ada.cancel({ when: "period end", reason: "too_expensive" });
    const { items, cancel_at: end, cancellation_details: said } = await plan();
    expect(end).toBe(items.data[0]?.current_period_end);
    expect(said?.feedback).toBe("too_expensive");
    const endsAt = new Date((end ?? 0) * 1000).toISOString();
    expect({ status, body }).toEqual(data({ subscription: "sub_acme", endsAt }));
    expect(await ada.plans()).toMatchObject(current({ cancelAt: endsAt }));
    expect(await ada.resume({})).toEqual(data({ subscription: "sub_acme", endsAt: null }));
    expect(await plan()).toMatchObject({ cancel_at: null, cancel_at_period_end: false });
  });

  it("stays so when it is changed, and is resumed however it was cancelled", async () => {
    const cancel_at = Math.floor(Date.now() / 1000) + 10 * 24 * 60 * 60;
    await till.deps.stripe.subscriptions.update("sub_acme", { cancel_at });
    await ada.change({ plan: "starter", interval: "month" });
    expect(await plan()).toMatchObject({ cancel_at });
    await ada.resume({});
    expect(await plan()).toMatchObject({ cancel_at: null });
  });

  it("ends at once where that is asked for, and nothing is paid back", async () => {
    await ada.cancel({ when: "now" });
    expect(await plan()).toMatchObject({ status: "canceled" });
    expect(await ada.plans()).toMatchObject(data({ current: [] }));
    expect((await till.deps.stripe.refunds.list()).data).toEqual([]);
    expect(await till.deps.stripe.customers.retrieve("cus_acme")).toMatchObject({ balance: 0 });
  });
});
