import { beforeEach, expect, it } from "vitest";
import type Stripe from "stripe";
import { openTestSandbox, STRIPE_URL } from "../../testing.ts";

type Wish = Stripe.Checkout.SessionCreateParams;

let open: ReturnType<typeof openTestSandbox>;
beforeEach(() => {
  open = openTestSandbox();
});

const shop = "http://localhost:5173";
const plan: Wish = {
  mode: "subscription",
  success_url: `${shop}/thanks?of={CHECKOUT_SESSION_ID}`,
  cancel_url: `${shop}/plans?a=1&b=2`,
  line_items: [
    { price: "price_team", quantity: 2, adjustable_quantity: { enabled: true, maximum: 5 } },
  ],
};
const ASYNC = "checkout.session.async_payment_";
const good = {
  email: "ada@acme.test",
  card_number: "4242 4242 4242 4242",
  card_expiry: "04 / 40",
  card_cvc: "123",
  card_name: "Ada Lovelace",
};

async function opened(wish: Wish = {}) {
  const session = await open.stripe.checkout.sessions.create({ ...plan, ...wish });
  return { id: session.id, url: session.url ?? "", expected_amount: String(session.amount_total) };
}

const visit = (url: string) => open.fetch(new Request(url, { redirect: "manual" }));
const read = async (url: string) => (await visit(url)).text();

function send(url: string, form: Record<string, string>, origin = STRIPE_URL) {
  const body = new URLSearchParams(form);
  return open.fetch(new Request(url, { method: "POST", body, headers: { origin } }));
}

const now = (id: string) =>
  open.stripe.checkout.sessions.retrieve(id, { expand: ["subscription", "customer"] });

it("shows what is bought, what it costs, and the way back", async () => {
  const page = await read((await opened()).url);
  for (const words of [
    "Sandbox.",
    "Subscribe to Team",
    "$98.00",
    "per month",
    "Due today",
    "Email",
  ])
    expect(page).toContain(words);
  expect(page).toMatch(/href="http:\/\/localhost:5173\/plans\?a=1&amp;b=2"\s*>← Back to/);
});

it("says when a trial ends, and that nothing is charged before", async () => {
  const { url } = await opened({ subscription_data: { trial_period_days: 14 } });
  const page = await read(url);
  for (const words of ["14 days free", "Then $98.00 per month, starting", "Start trial", "$0.00"])
    expect(page).toContain(words);
});

it("leads on once the card is charged, and says so to whoever comes again", async () => {
  const { id, url, expected_amount } = await opened();
  const paid = await send(url, { ...good, expected_amount });
  expect(paid.status).toBe(303);
  expect(paid.headers.get("location")).toBe(`${shop}/thanks?of=${id}`);
  expect(await now(id)).toMatchObject({
    status: "complete",
    customer: { email: "ada@acme.test", name: "Ada Lovelace" },
    customer_details: { email: "ada@acme.test", name: "Ada Lovelace" },
    subscription: { status: "active" },
  });
  expect(await read(url)).toContain("This is done already");
  expect((await send(url, { ...good, expected_amount })).status).toBe(410);
});

it("tells of a mistake beside its field, and of a refusal in the bank's words", async () => {
  const { id, url, expected_amount } = await opened();
  const wrong = await send(url, { ...good, email: "ada", card_cvc: "1", expected_amount });
  expect(wrong.status).toBe(422);
  const page = await wrong.text();
  expect(page).toContain("This is not an email address.");
  expect(page).toContain("Type the 3 digits on the back.");
  expect(page).not.toContain("4242424242424242");

  const card_number = "4000 0000 0000 0002";
  const declined = await send(url, { ...good, card_number, expected_amount });
  expect(await declined.text()).toContain("Your card was declined.");
  expect(await now(id)).toMatchObject({ status: "open" });
  expect((await send(url, { ...good, expected_amount })).status).toBe(303);
});

it("lets a customer pay with a card they have, without asking who they are", async () => {
  const { id, url, expected_amount } = await opened({ customer: "cus_acme" });
  const page = await read(url);
  expect(page).toContain("Visa ending in 4242");
  expect(page).not.toContain('name="email"');
  const [, method = ""] = /value="(pm_\w+)"/.exec(page) ?? [];
  expect((await send(url, { method, expected_amount })).status).toBe(303);
  expect(await now(id)).toMatchObject({ subscription: { default_payment_method: method } });
});

it("asks the bank, and goes on from there or tries again", async () => {
  const { id, url, expected_amount } = await opened();
  const asking = { ...good, card_number: "4000 0000 0000 3220", expected_amount };
  const bank = async () => {
    const { status, headers } = await send(url, asking);
    expect(status).toBe(303);
    return STRIPE_URL + headers.get("location");
  };
  const refused = await send(await bank(), { answer: "no" });
  const back = refused.headers.get("location") ?? "";
  expect(await read(back)).toContain("Your bank did not agree.");
  expect(await now(id)).toMatchObject({ status: "open" });

  await send(await bank(), { answer: "yes" });
  expect(await now(id)).toMatchObject({ status: "complete", subscription: { status: "active" } });
  expect(await read(back)).toContain(`url=${shop}/thanks?of=${id}`);
});

it("debits a bank account, and tells later whether the money came", async () => {
  const wish: Wish = {
    mode: "payment",
    allowed_payment_method_types: ["card", "sepa_debit"],
    line_items: [
      {
        price_data: { currency: "eur", unit_amount: 250, product_data: { name: "Pen" } },
        quantity: 2,
      },
    ],
  };
  const debit = { email: "ada@acme.test", method: "sepa_debit", account_name: "Ada Lovelace" };
  const { id, url, expected_amount } = await opened(wish);
  expect(await read(url)).toContain("SEPA Direct Debit");
  const wrong = await send(url, { ...debit, iban: "AT00", expected_amount });
  expect(await wrong.text()).toContain("This is not an IBAN.");
  const slow = { ...debit, iban: "at32 1904 3002 3547 3204", expected_amount };
  expect((await send(url, slow)).status).toBe(303);
  expect(await now(id)).toMatchObject({ status: "complete", payment_status: "unpaid" });
  open.moveBy(3 * 60);
  expect(await now(id)).toMatchObject({ payment_status: "paid" });

  const other = await opened(wish);
  await send(other.url, { ...debit, iban: "AT861904300235473202", expected_amount });
  expect(await now(other.id)).toMatchObject({ status: "complete", payment_status: "unpaid" });
  const { data } = await open.stripe.events.list({
    types: [ASYNC + "failed", ASYNC + "succeeded"],
  });
  expect(data.map(({ type }) => type)).toEqual([ASYNC + "failed", ASYNC + "succeeded"]);
});

it("changes quantities within their bounds, and charges nobody a price they did not see", async () => {
  const { id, url, expected_amount } = await opened();
  const line = (await open.stripe.checkout.sessions.listLineItems(id)).data[0]?.id ?? "";
  await send(`${url}/quantities`, { [line]: "6" });
  await send(`${url}/quantities`, { [line]: "0" });
  expect(await now(id)).toMatchObject({ amount_total: 9800 });
  await send(`${url}/quantities`, { [line]: "3" });
  expect(await now(id)).toMatchObject({ amount_total: 14_700 });
  const seenBefore = await send(url, { ...good, expected_amount });
  expect(await seenBefore.text()).toContain("has changed meanwhile");
  expect((await send(url, { ...good, expected_amount: "14700" })).status).toBe(303);
});

it("takes a promotion code off, where codes are taken", async () => {
  const { stripe } = open;
  const { id: coupon } = await stripe.coupons.create({ percent_off: 25, duration: "once" });
  await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon }, code: "SUMMER" });
  const { id, url } = await opened({ allow_promotion_codes: true });
  const unknown = await send(`${url}/promotion`, { code: "WINTER" });
  expect(await unknown.text()).toContain("This code is not valid.");
  await send(`${url}/promotion`, { code: "summer" });
  expect(await now(id)).toMatchObject({
    amount_total: 7350,
    total_details: { amount_discount: 2450 },
  });
  expect(await read(url)).toContain("SUMMER");
  await send(`${url}/promotion`, {});
  expect(await now(id)).toMatchObject({ amount_total: 9800, discounts: [] });

  await send(`${url}/promotion`, { code: "summer" });
  await send(url, { ...good, expected_amount: "7350" });
  const done = await stripe.checkout.sessions.retrieve(id, { expand: ["invoice"] });
  expect(done).toMatchObject({ status: "complete", invoice: { total: 7350, status: "paid" } });
  expect(await stripe.coupons.retrieve(coupon)).toMatchObject({ times_redeemed: 1 });
});

it("wants consent, a phone number and a name where the session does", async () => {
  const { id, url, expected_amount } = await opened({
    consent_collection: { terms_of_service: "required" },
    phone_number_collection: { enabled: true },
  });
  const page = await (await send(url, { ...good, expected_amount })).text();
  expect(page).toContain("Please agree to the terms to go on.");
  expect(page).toContain("Type your phone number.");
  await send(url, { ...good, expected_amount, terms: "yes", phone: "+44 20 7946 0000" });
  expect(await now(id)).toMatchObject({
    consent: { terms_of_service: "accepted" },
    customer_details: { phone: "+44 20 7946 0000" },
  });
});

it("asks for an address where the session does, and keeps it", async () => {
  const { id, url, expected_amount } = await opened({ billing_address_collection: "required" });
  const page = await (await send(url, { ...good, expected_amount })).text();
  expect(page).toContain("Choose a country.");
  const address = { line1: "10 Downing Street", city: "London", postal_code: "SW1A 2AA" };
  await send(url, { ...good, ...address, country: "GB", expected_amount });
  expect(await now(id)).toMatchObject({
    customer_details: { address: { ...address, country: "GB" } },
    customer: { address: { ...address, country: "GB" } },
  });
});

it("has a page of its own for what is over, and none for what never was", async () => {
  const { id, url } = await opened();
  await open.stripe.checkout.sessions.expire(id);
  const page = await visit(url);
  expect(page.status).toBe(410);
  expect(await page.text()).toContain("This page has expired");
  expect((await visit(`${STRIPE_URL}/c/pay/cs_no`)).status).toBe(404);
});

it("takes forms from its own page only, and survives whatever they say", async () => {
  const { url } = await opened();
  expect((await send(url, good, "http://evil.test")).status).toBe(403);
  const odd = { email: "<b>@x.y", card_number: "٤٢٤٢", card_expiry: "99/99", method: "pm_no" };
  for (const [path, form] of [
    ["", odd],
    ["", {}],
    ["/quantities", { li_no: "-1" }],
    ["/promotion", { code: "  " }],
  ] as const)
    expect((await send(url + path, form)).status).toBeLessThan(500);
  expect((await visit(`${url}/return`)).status).toBe(422);
  const headers = (await visit(url)).headers;
  expect(headers.get("content-security-policy")).toContain(`form-action 'self' ${shop}`);
  expect(headers.get("cache-control")).toBe("no-store");
});
