import { expect, it } from "vitest";
import { STRIPE_URL } from "../../testing/sandbox.ts";
import { HOST } from "../testing.ts";
import { openTestCheckout, PAYER } from "./testing.ts";

const ASYNC = "checkout.session.async_payment_";

it("shows what is bought, what it costs, and the way back", async () => {
  const { opened, read } = openTestCheckout();
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
  const { opened, read } = openTestCheckout();
  const { url } = await opened({ subscription_data: { trial_period_days: 14 } });
  const page = await read(url);
  for (const words of ["14 days free", "Then $98.00 per month, starting", "Start trial", "$0.00"])
    expect(page).toContain(words);
});

it("leads on once the card is charged, and says so to whoever comes again", async () => {
  const { opened, read, send, now } = openTestCheckout();
  const { id, url, expected_amount } = await opened();
  const paid = await send(url, { ...PAYER, expected_amount });
  expect(paid.status).toBe(303);
  expect(paid.headers.get("location")).toBe(`${HOST}/thanks?of=${id}`);
  expect(await now(id)).toMatchObject({
    status: "complete",
    customer: { email: "ada@acme.test", name: "Ada Lovelace" },
    customer_details: { email: "ada@acme.test", name: "Ada Lovelace" },
    subscription: { status: "active" },
  });
  expect(await read(url)).toContain("This is done already");
  expect((await send(url, { ...PAYER, expected_amount })).status).toBe(410);
});

it("tells of a mistake beside its field, and of a refusal in the bank's words", async () => {
  const { opened, send, now } = openTestCheckout();
  const { id, url, expected_amount } = await opened();
  const wrong = await send(url, { ...PAYER, email: "ada", card_cvc: "1", expected_amount });
  expect(wrong.status).toBe(422);
  const page = await wrong.text();
  expect(page).toContain("This is not an email address.");
  expect(page).toContain("Type the 3 digits on the back.");
  expect(page).not.toContain("4242424242424242");

  const card_number = "4000 0000 0000 0002";
  const declined = await send(url, { ...PAYER, card_number, expected_amount });
  expect(await declined.text()).toContain("Your card was declined.");
  expect(await now(id)).toMatchObject({ status: "open" });
  expect((await send(url, { ...PAYER, expected_amount })).status).toBe(303);
});

it("lets a customer pay with a card they have, without asking who they are", async () => {
  const { opened, read, send, now } = openTestCheckout();
  const { id, url, expected_amount } = await opened({ customer: "cus_acme" });
  const page = await read(url);
  expect(page).toContain("Visa ending in 4242");
  expect(page).not.toContain('name="email"');
  const [, method = ""] = /value="(pm_\w+)"/.exec(page) ?? [];
  expect((await send(url, { method, expected_amount })).status).toBe(303);
  expect(await now(id)).toMatchObject({ subscription: { default_payment_method: method } });
});

it("asks the bank, and goes on from there or tries again", async () => {
  const { opened, read, send, now } = openTestCheckout();
  const { id, url, expected_amount } = await opened();
  const asking = { ...PAYER, card_number: "4000 0000 0000 3220", expected_amount };
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
  expect(await read(back)).toContain(`url=${HOST}/thanks?of=${id}`);
});

it("debits a bank account, and tells later whether the money came", async () => {
  const { stripe, opened, read, send, now, moveBy } = openTestCheckout();
  const wish = {
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
  moveBy(3 * 60);
  expect(await now(id)).toMatchObject({ payment_status: "paid" });

  const other = await opened(wish);
  await send(other.url, { ...debit, iban: "AT861904300235473202", expected_amount });
  expect(await now(other.id)).toMatchObject({ status: "complete", payment_status: "unpaid" });
  const { data } = await stripe.events.list({
    types: [ASYNC + "failed", ASYNC + "succeeded"],
  });
  expect(data.map(({ type }) => type)).toEqual([ASYNC + "failed", ASYNC + "succeeded"]);
});

it("has a page of its own for what is over, and none for what never was", async () => {
  const { stripe, opened, visit } = openTestCheckout();
  const { id, url } = await opened();
  await stripe.checkout.sessions.expire(id);
  const page = await visit(url);
  expect(page.status).toBe(410);
  expect(await page.text()).toContain("This page has expired");
  expect((await visit(`${STRIPE_URL}/c/pay/cs_no`)).status).toBe(404);
});

it("takes forms from its own page only, and survives whatever they say", async () => {
  const { opened, visit, send } = openTestCheckout();
  const { url } = await opened();
  expect((await send(url, PAYER, "http://evil.test")).status).toBe(403);
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
  expect(headers.get("content-security-policy")).toContain(`form-action 'self' ${HOST}`);
  expect(headers.get("cache-control")).toBe("no-store");
});
