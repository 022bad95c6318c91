import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe } = openTestSandbox();
const made: string[] = [];
for (const name of ["first", "second", "third", "fourth", "fifth"])
  made.push((await stripe.customers.create({ name, email: "list@test" })).id);
const [first = "", second = "", third = "", fourth = "", fifth = ""] = made;
const email = "list@test";
const ids = async (params: Parameters<typeof stripe.customers.list>[0]) => {
  const { data, has_more } = await stripe.customers.list({ email, ...params });
  return { ids: data.map(({ id }) => id), has_more };
};

it("begins with the newest", async () => {
  const all = await stripe.customers.list({ email });
  expect(all).toMatchObject({ object: "list", has_more: false, url: "/v1/customers" });
  expect(all.data.map(({ id }) => id)).toEqual([fifth, fourth, third, second, first]);
});

it("goes on after a cursor, and back before one", async () => {
  expect(await ids({ limit: 2 })).toEqual({ ids: [fifth, fourth], has_more: true });
  expect(await ids({ limit: 3, starting_after: fourth })).toEqual({
    ids: [third, second, first],
    has_more: false,
  });
  expect(await ids({ limit: 2, ending_before: second })).toEqual({
    ids: [fourth, third],
    has_more: true,
  });
});

it("lets the SDK walk all pages", async () => {
  const walked = await stripe.customers.list({ email, limit: 2 }).autoPagingToArray({ limit: 100 });
  expect(walked.map(({ id }) => id)).toEqual([fifth, fourth, third, second, first]);
});

it("takes a limit that is too small or too large for the nearest that is not", async () => {
  expect((await ids({ limit: 0 })).ids).toEqual([fifth]);
  expect((await ids({ limit: 1000 })).ids).toHaveLength(5);
});

it("refuses an unknown cursor, and two at once", async () => {
  expect(await refusalOf(ids({ starting_after: "nobody", ending_before: first }))).toMatchObject({
    statusCode: 400,
    message: "No such customer: 'nobody'",
  });
  expect(await refusalOf(ids({ starting_after: first, ending_before: first }))).toMatchObject({
    message: "Received both starting_after and ending_before parameters. Please pass in only one.",
  });
});

it("finds products by id and prices by what they sell", async () => {
  const products = await stripe.products.list({ ids: ["prod_team", "prod_none"] });
  expect(products.data.map(({ id }) => id)).toEqual(["prod_team"]);
  const prices = await stripe.prices.list({ product: "prod_team" });
  expect(prices.data.map(({ id }) => id)).toEqual(["price_team"]);
});
