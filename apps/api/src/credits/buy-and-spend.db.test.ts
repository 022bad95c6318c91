import { beforeEach, expect, it, onTestFinished } from "vitest";
import { BACK, type Buyer, openTill, refused, type Till } from "../selling/till.ts";
import { APP_URL, jsonOf } from "../testing.ts";

let till: Till;
let grace: Buyer;
beforeEach(async () => {
  till = await openTill();
  onTestFinished(() => till.close());
  grace = await till.as("grace", "org_globex");
});

const ask = async (key: string, path: string, body?: object) => {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const asked = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
  const answer = await till.fetch(new Request(`${APP_URL}${path}`, asked));
  return { status: answer.status, body: await jsonOf(answer) };
};

/** The checkout that is open. */
async function sessionOpen(): Promise<string> {
  const { data } = await till.deps.stripe.checkout.sessions.list({ status: "open" });
  return data[0]?.id ?? "";
}

async function buy(pack: string, method?: string) {
  await grace.buy({ pack, returnUrl: BACK });
  const paid = await till.pay(await sessionOpen(), method);
  expect(paid.status).toBe(200);
  await till.settle();
}

it("sells a pack in a checkout, and has its credits once they are paid", async () => {
  expect(await grace.buy({ pack: "small", returnUrl: BACK })).toMatchObject({
    status: 200,
    body: { result: { data: { url: expect.stringMatching(/^http/) } } },
  });
  expect(await grace.credits()).toMatchObject({ body: { result: { data: { balance: 0 } } } });
  await till.pay(await sessionOpen());
  await till.settle();
  expect(await grace.credits()).toMatchObject({
    body: {
      result: {
        data: {
          balance: 500,
          owed: 0,
          expiring: [],
          entries: [
            { amount: 500, words: expect.stringMatching(/^500 credits paid for with \S+-0001\.$/) },
          ],
          use: [],
        },
      },
    },
  });
});

it("sells another pack after one that was paid, without reading all that Stripe says", async () => {
  await grace.buy({ pack: "small", returnUrl: BACK });
  await till.pay(await sessionOpen());
  const calls = await till.callsDuring(() => grace.buy({ pack: "large", returnUrl: BACK }));
  expect(calls).toEqual([
    expect.stringMatching(/^POST .*\/cs_\w+\/expire$/),
    expect.stringMatching(/^GET .*\/cs_\w+$/),
    "POST /v1/checkout/sessions",
  ]);
});

it("has the credits of a slow payment once the money came", async () => {
  const { id } = await till.deps.stripe.paymentMethods.create({
    type: "sepa_debit",
    // One of Stripe's for tests, of a bank that takes minutes.
    sepa_debit: { iban: "AT321904300235473204" },
    billing_details: { name: "Grace", email: "grace@globex.test" },
  });
  await buy("small", id);
  expect(await grace.credits()).toMatchObject({ body: { result: { data: { balance: 0 } } } });
  till.sandbox.advance(10 * 60);
  await till.settle();
  expect(await grace.credits()).toMatchObject({ body: { result: { data: { balance: 500 } } } });
});

it.each([
  { pack: "huge", returnUrl: BACK },
  { pack: "constructor", returnUrl: BACK },
  { pack: "small", returnUrl: BACK, quantity: 3 },
  { pack: "small", returnUrl: BACK, price: "price_team" },
])("sells nothing that is not in the catalog: %o", async (wish) => {
  expect(await grace.buy(wish)).toMatchObject(refused(400, "BAD_REQUEST"));
});

it("comes back only to addresses on the list", async () => {
  const wish = { pack: "small", returnUrl: "https://elsewhere.test/" };
  expect(await grace.buy(wish)).toMatchObject(refused(422, "RETURN_URL_NOT_ALLOWED"));
});

it("spends by a key that may, and by no other", async () => {
  await buy("small");
  const spender = await till.apiKeyOf("grace", "org_globex", ["credits:spend"]);
  const reader = await till.apiKeyOf("grace", "org_globex", ["billing:read"]);
  const wish = { amount: 30, key: "report 1" };
  const spent = { status: 200, body: { data: { amount: 30, balance: 470 } } };
  expect(await ask(spender, "/v1/credits/spend", wish)).toMatchObject(spent);
  expect(await ask(spender, "/v1/credits/spend", wish)).toMatchObject(spent);
  expect(await ask(reader, "/v1/credits/spend", wish)).toMatchObject({ status: 403 });
  expect(await ask(spender, "/v1/credits/spend", { ...wish, amount: 31 })).toMatchObject({
    status: 409,
    body: { error: { code: "KEY_USED_BEFORE" } },
  });
  expect(await ask(spender, "/v1/credits/spend", { amount: 471, key: "b" })).toMatchObject({
    status: 402,
    body: { error: { code: "NOT_ENOUGH_CREDITS" } },
  });
  expect(await ask(reader, "/v1/credits")).toMatchObject({
    status: 200,
    body: { data: { balance: 470, use: [{ spent: 30 }] } },
  });
  expect(await ask(spender, "/v1/credits")).toMatchObject({ status: 403 });
});
