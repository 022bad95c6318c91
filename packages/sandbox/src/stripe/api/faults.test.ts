import Stripe from "stripe";
import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const idempotencyKey = "once";

it("is too busy for the next request, and then well again", async () => {
  const { stripe, faults, lastAnswer } = openTestSandbox();
  faults.add({ fault: { kind: "too_many_requests", retry_after: 3 }, for_requests: 1 });
  const refused = await refusalOf(stripe.customers.create({ name: "A" }, { idempotencyKey }));
  expect(refused).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  expect(refused).toMatchObject({ statusCode: 429, code: "rate_limit" });
  expect(lastAnswer().headers.get("retry-after")).toBe("3");
  expect(lastAnswer().headers.has("stripe-should-retry")).toBe(false);
  expect(lastAnswer().headers.get("request-id")).toMatch(/^req_/);
  expect(await stripe.customers.create({ name: "B" }, { idempotencyKey })).toMatchObject({
    name: "B",
  });
  expect(faults.all()).toEqual([]);
});

it("says whether another try makes sense, and the SDK listens", async () => {
  const { stripe, faults } = openTestSandbox();
  faults.add({ fault: { kind: "too_many_requests", should_retry: true }, for_requests: 1 });
  const customer = await stripe.customers.create({ name: "A" }, { maxNetworkRetries: 1 });
  expect(customer.name).toBe("A");
  faults.add({ fault: { kind: "too_many_requests", should_retry: false } });
  expect(await refusalOf(stripe.customers.list({}, { maxNetworkRetries: 2 }))).toMatchObject({
    code: "rate_limit",
  });
});

it.each([
  [500, "server_error"],
  [503, "unavailable"],
] as const)("answers %i for as long as it was asked to", async (statusCode, kind) => {
  const { stripe, faults, clock } = openTestSandbox();
  faults.add({ fault: { kind }, for_seconds: 60 });
  expect(await refusalOf(stripe.customers.list())).toMatchObject({
    statusCode,
    rawType: "api_error",
  });
  clock.now += 60_000;
  expect((await stripe.customers.list()).data).not.toEqual([]);
});

it("fails only where it was asked to", async () => {
  const { stripe, faults } = openTestSandbox();
  faults.add({ fault: { kind: "server_error" }, path: "/v1/customers", method: "POST" });
  await stripe.customers.list();
  await stripe.products.create({ name: "Fine" });
  expect(await refusalOf(stripe.customers.create())).toMatchObject({ statusCode: 500 });
});

it("drops a request before anything was done", async () => {
  const { stripe, faults } = openTestSandbox();
  faults.add({ fault: { kind: "dropped_before" }, for_requests: 1 });
  expect(await refusalOf(stripe.customers.create({ email: "a@b.test" }))).toBeInstanceOf(
    Stripe.errors.StripeConnectionError,
  );
  expect((await stripe.customers.list({ email: "a@b.test" })).data).toEqual([]);
});

it("drops an answer after the work was done once, and gives it to whoever asks again", async () => {
  const { stripe, faults, lastAnswer } = openTestSandbox();
  faults.add({ fault: { kind: "dropped_after" }, for_requests: 1 });
  const wish = { email: "a@b.test" };
  await refusalOf(stripe.customers.create(wish, { idempotencyKey }));
  const again = await stripe.customers.create(wish, { idempotencyKey });
  expect(lastAnswer().headers.get("idempotent-replayed")).toBe("true");
  expect((await stripe.customers.list(wish)).data).toMatchObject([{ id: again.id }]);
  const { data: events } = await stripe.events.list({ type: "customer.created", limit: 1 });
  expect(events[0]?.data.object).toMatchObject({ id: again.id });
});

it("waits before it answers", async () => {
  const waited: number[] = [];
  const { stripe, faults } = openTestSandbox({ wait: async (time) => void waited.push(time) });
  faults.add({ fault: { kind: "latency", milliseconds: 700 } });
  await stripe.customers.list();
  expect(waited).toEqual([700]);
});

it("reads what was true a while ago, and writes what is true now", async () => {
  const { stripe, faults, clock } = openTestSandbox();
  const old = await stripe.customers.create({ name: "Old" });
  const gone = await stripe.customers.create({ name: "Gone" });
  clock.now += 60_000;
  await stripe.customers.update(old.id, { name: "New" });
  await stripe.customers.del(gone.id);
  const young = await stripe.customers.create({ name: "Young" });
  const { id } = faults.add({ fault: { kind: "stale", seconds: 30 } });
  expect(await stripe.customers.retrieve(old.id)).toMatchObject({ name: "Old" });
  expect(await stripe.customers.retrieve(gone.id)).toMatchObject({ name: "Gone" });
  expect(await refusalOf(stripe.customers.retrieve(young.id))).toMatchObject({ statusCode: 404 });
  expect(await stripe.customers.update(young.id, { name: "Yours" })).toMatchObject({
    name: "Yours",
  });
  faults.remove(id);
  expect(await stripe.customers.retrieve(old.id)).toMatchObject({ name: "New" });
});

it("lets one request ask for a fault of its own", async () => {
  const { ask } = openTestSandbox();
  const asking = (fault: string) => ({ headers: { "portico-sandbox-fault": fault } });
  expect((await ask("/v1/account", asking('{"kind":"unavailable"}'))).status).toBe(503);
  expect((await ask("/v1/account", asking("unavailable"))).status).toBe(400);
  expect((await ask("/v1/account")).status).toBe(200);
});

it("minds no fault of a caller without a key", async () => {
  const { ask, faults } = openTestSandbox();
  faults.add({ fault: { kind: "unavailable" }, for_requests: 1 });
  expect((await ask("/v1/account", { key: "" })).status).toBe(401);
  expect((await ask("/v1/account")).status).toBe(503);
});
