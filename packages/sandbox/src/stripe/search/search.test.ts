import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";
import { payingBy } from "../testing/shop.ts";

const { stripe, ask } = openTestSandbox();
await stripe.customers.create({
  name: "Ann O'Hara",
  email: "Ann@Tea.test",
  metadata: { tier: "a" },
});
await stripe.customers.create({ name: "Bea Tea", metadata: { tier: "b", "it's": 'a "quote"' } });
await stripe.customers.create({ name: "Cyd", email: "cyd@cake.test" });

const names = async (query: string) =>
  (await stripe.customers.search({ query, limit: 100 })).data.map(({ name }) => name).toReversed();

it.each([
  ["email:'ann@tea.TEST'", ["Ann O'Hara"]],
  [String.raw`name:'Ann O\'Hara'`, ["Ann O'Hara"]],
  ['name~"tea"', ["Bea Tea"]],
  ["metadata['tier']:'a'", ["Ann O'Hara"]],
  [String.raw`metadata['it\'s']:"a \"quote\""`, ["Bea Tea"]],
  ["metadata['tier']:'a' OR metadata['tier']:'b'", ["Ann O'Hara", "Bea Tea"]],
  ["metadata['tier']:'b' AND -email:null", []],
  ["metadata['tier']:'b' email:null", ["Bea Tea"]],
  ["-metadata['tier']:null -name:'bea tea'", ["Ann O'Hara"]],
  ["created>0 AND name:'cyd'", ["Cyd"]],
  ["created<=0", []],
])("finds customers by %s", async (query, found) => {
  expect(await names(query)).toEqual(found);
});

it.each([
  ["asdf", /unable to parse your search query/],
  ["email:'a' AND name:'b' OR name:'c'", /AND and OR/],
  ["foo:'bar'", /Field `foo` is an unsupported search field for resource `customers`/],
  ["created~'1234'", /Operator `~` is not supported/],
  ["name~'ab'", /at least 3 characters/],
  ["email:'unfinished", /unable to parse/],
])("refuses the query %s", async (query, message) => {
  expect((await refusalOf(stripe.customers.search({ query }))).message).toMatch(message);
});

it("goes from page to page", async () => {
  const wish = { query: "-metadata['tier']:null", limit: 1 };
  const first = await stripe.customers.search(wish);
  expect(first).toMatchObject({ object: "search_result", has_more: true });
  const second = await stripe.customers.search({ ...wish, page: first.next_page ?? "" });
  expect(second).toMatchObject({ has_more: false, next_page: null });
  expect(second.data[0]?.id).not.toBe(first.data[0]?.id);
  expect(await stripe.customers.search(wish).autoPagingToArray({ limit: 10 })).toHaveLength(2);
});

it("searches everything else Stripe searches", async () => {
  const count = ({ data }: { data: object[] }) => data.length;
  const { id } = await stripe.customers.create(payingBy("pm_card_visa"));
  const [price] = (await stripe.prices.list({ type: "recurring", limit: 1 })).data;
  await stripe.subscriptions.create({ customer: id, items: [{ price: price?.id ?? "" }] });
  const mine = `customer:'${id}'`;
  expect(count(await stripe.subscriptions.search({ query: "status:'past_due'" }))).toBe(1);
  expect(count(await stripe.invoices.search({ query: "subscription:'sub_acme'" }))).not.toBe(0);
  expect(count(await stripe.prices.search({ query: "active:'true' type:'recurring'" }))).not.toBe(
    0,
  );
  expect(count(await stripe.products.search({ query: "active:'true'" }))).not.toBe(0);
  expect(count(await stripe.paymentIntents.search({ query: mine }))).not.toBe(0);
  const cards = `${mine} payment_method_details.card.last4:4242 amount>=0`;
  expect(count(await stripe.charges.search({ query: cards }))).not.toBe(0);
});

it("finds what was there when reads are asked to be stale", async () => {
  const { stripe, clock, faults } = openTestSandbox();
  clock.now += 60_000;
  await stripe.customers.create({ name: "Brand new" });
  const search = async () => (await stripe.customers.search({ query: "name:'brand new'" })).data;
  expect(await search()).toHaveLength(1);
  faults.add({ fault: { kind: "stale", seconds: 30 }, for_requests: 1 });
  expect(await search()).toEqual([]);
});

it("asks for a query", async () => {
  expect((await ask("/v1/customers/search")).status).toBe(400);
});
