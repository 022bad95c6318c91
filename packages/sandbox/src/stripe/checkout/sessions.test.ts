import { expect, it } from "vitest";
import type Stripe from "stripe";
import { openTestSandbox, refusalOf, STRIPE_URL } from "../testing/sandbox.ts";

type Wish = Stripe.Checkout.SessionCreateParams;

const HOUR = 60 * 60;
const open = openTestSandbox();
const { sessions } = open.stripe.checkout;
const success_url = "http://localhost:5173/thanks?session={CHECKOUT_SESSION_ID}";
const team = { price: "price_team", quantity: 2 };
const pen = {
  price_data: { currency: "usd", unit_amount: 250, product_data: { name: "Pen" } },
  quantity: 3,
};
const yearly = { ...pen, price_data: { ...pen.price_data, recurring: { interval: "year" } } };
const now = () => open.books.now();

it("opens with an address to send people to, and says what it comes to", async () => {
  const session = await sessions.create({
    mode: "subscription",
    success_url,
    customer: "cus_acme",
    client_reference_id: "org_acme",
    line_items: [team, pen],
    metadata: { a: "b" },
  });
  expect(session).toMatchObject({
    status: "open",
    payment_status: "unpaid",
    url: `${STRIPE_URL}/c/pay/${session.id}`,
    amount_subtotal: 10_550,
    amount_total: 10_550,
    currency: "usd",
    customer: "cus_acme",
    customer_details: { email: "billing@acme.test" },
    expires_at: session.created + 24 * HOUR,
    payment_method_types: ["card"],
  });
  expect(session).not.toHaveProperty("line_items");

  const { data } = await sessions.listLineItems(session.id);
  expect(data).toMatchObject([
    { description: "Team", quantity: 2, amount_total: 9800, price: { id: "price_team" } },
    { description: "Pen", quantity: 3, amount_total: 750, price: { active: false } },
  ]);
  const expanded = await sessions.retrieve(session.id, { expand: ["line_items"] });
  expect(expanded.line_items?.data).toHaveLength(2);
});

it("costs nothing today while a trial lasts, but for what is sold once", async () => {
  const trial = { mode: "subscription", success_url, subscription_data: { trial_period_days: 7 } };
  const free = await sessions.create({ ...trial, line_items: [team] });
  expect(free).toMatchObject({ amount_total: 0, payment_method_collection: "always" });
  const withPens = await sessions.create({ ...trial, line_items: [team, pen] });
  expect(withPens).toMatchObject({ amount_total: 750 });
});

it("takes the kinds of payment by their newer and their older name", async () => {
  const setup = { mode: "setup", success_url } as const;
  const newer = await sessions.create({ ...setup, allowed_payment_method_types: ["card"] });
  expect(newer).toMatchObject({ currency: null, amount_total: null, total_details: null });
  await open.ask("/v1/checkout/sessions", {
    method: "POST",
    body: "mode=payment&payment_method_types[0]=sepa_debit&success_url=https://a.test&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=100&line_items[0][price_data][product_data][name]=Pen&line_items[0][quantity]=1",
  });
  const [older] = (await sessions.list({ limit: 1 })).data;
  expect(older).toMatchObject({ currency: "eur", payment_method_types: ["sepa_debit"] });
});

const line_items = [team];
const subscription: Wish = { mode: "subscription", success_url, line_items };
const once: Wish = { mode: "payment", success_url, line_items: [pen] };

it.each<[string, Wish, string]>([
  ["no way on", { mode: "payment", line_items: [pen] }, "Missing required param: success_url."],
  ["a way on that runs code", { ...once, success_url: "javascript:1" }, "Not a valid URL"],
  ["nothing to buy", { mode: "payment", success_url }, "Missing required param: line_items."],
  [
    "an unknown price",
    { ...once, line_items: [{ price: "price_no", quantity: 1 }] },
    "No such price: 'price_no'",
  ],
  [
    "a plan that is paid once",
    { ...once, line_items },
    "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
  ],
  [
    "a plan that never renews",
    { ...subscription, line_items: [pen] },
    "You must provide at least one recurring price in `subscription` mode when using prices.",
  ],
  [
    "two currencies",
    {
      ...once,
      line_items: [pen, { ...pen, price_data: { ...pen.price_data, currency: "eur" } }],
    },
    "The price specified only supports `eur`. This doesn't match the expected currency: `usd`.",
  ],
  [
    "two rhythms",
    { ...subscription, line_items: [team, yearly] },
    "Checkout does not support multiple prices with different billing intervals.",
  ],
  [
    "a line without a quantity",
    { ...subscription, line_items: [{ price: "price_team" }] },
    "Quantity is required. Add `quantity` to `line_items[0]`",
  ],
  [
    "a line without a price",
    { ...once, line_items: [{ quantity: 1 }] },
    "You must provide either price or price_data for each line item when using prices.",
  ],
  [
    "lines where nothing is bought",
    { ...once, mode: "setup", currency: "usd" },
    "You can not pass `line_items` in `setup` mode.",
  ],
  [
    "a plan's wishes for a payment",
    { ...once, subscription_data: { description: "x" } },
    "You can not pass `subscription_data` in `payment` mode.",
  ],
  [
    "a choice of customers for a plan",
    { ...subscription, customer_creation: "always" },
    "`customer_creation` can only be used in `payment` mode.",
  ],
  [
    "a customer and another one's email",
    { ...once, customer: "cus_acme", customer_email: "a@b.test" },
    "You may only specify one of these parameters: customer, customer_email.",
  ],
  ["an unknown customer", { ...once, customer: "cus_no" }, "No such customer: 'cus_no'"],
  [
    "an end that is too near",
    { ...once, expires_at: now() + HOUR / 4 },
    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
  ],
  [
    "an end that is too far",
    { ...once, expires_at: now() + 25 * HOUR },
    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
  ],
  [
    "a trial that is hardly one",
    { ...subscription, subscription_data: { trial_end: now() + 24 * HOUR } },
    "The `trial_end` date has to be at least 2 days in the future.",
  ],
])("refuses %s", async (_, params, message) => {
  expect(await refusalOf(sessions.create(params))).toMatchObject({ statusCode: 400, message });
});

it("is found by customer and status, and keeps what is noted on it", async () => {
  const { id } = await sessions.create({ ...once, customer: "cus_umbrella" });
  expect(await sessions.update(id, { metadata: { seat: "4" } })).toMatchObject({
    metadata: { seat: "4" },
  });
  const found = await sessions.list({ customer: "cus_umbrella", status: "open" });
  expect(found.data.map((each) => each.id)).toEqual([id]);
  expect((await sessions.list({ subscription: "sub_acme" })).data).toEqual([]);
  expect(await refusalOf(sessions.retrieve("cs_no"))).toMatchObject({
    statusCode: 404,
    message: "No such checkout.session: cs_no",
  });
});

it("is closed by hand once", async () => {
  const { id } = await sessions.create(once);
  expect(await sessions.expire(id)).toMatchObject({ status: "expired", url: null });
  expect(await refusalOf(sessions.expire(id))).toMatchObject({
    message:
      'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of `expired`.',
  });
});

it.each([
  ["nobody", {}],
  ["a customer", { customer: "cus_acme" }],
])("closes by itself when its time is over, for %s", async (_, whose) => {
  const { id, expires_at } = await sessions.create({
    ...once,
    ...whose,
    expires_at: now() + HOUR,
  });
  open.moveTo(now() + 2 * HOUR);
  const [event] = (await open.stripe.events.list({ type: "checkout.session.expired", limit: 1 }))
    .data;
  expect(event).toMatchObject({ created: expires_at, data: { object: { id, status: "expired" } } });
});

it("is closed for whoever looks after its time, though nobody moved the clock", async () => {
  const { id } = await sessions.create(once);
  open.clock.now += 25 * HOUR * 1000;
  expect(await sessions.retrieve(id)).toMatchObject({ status: "expired" });
});
