import { beforeEach, expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

let open: ReturnType<typeof openTestSandbox>;
const idempotencyKey = "once";
beforeEach(() => {
  open = openTestSandbox();
});

it("answers the same request again with what it answered first, and does it once", async () => {
  const { stripe, lastAnswer } = open;
  const first = await stripe.customers.create(
    { name: "Once", email: "a@b.test" },
    { idempotencyKey },
  );
  const again = await stripe.customers.create(
    { email: "a@b.test", name: "Once" },
    { idempotencyKey },
  );
  expect(again.id).toBe(first.id);
  expect(lastAnswer().headers.get("idempotent-replayed")).toBe("true");
  expect(lastAnswer().headers.get("original-request")).toBe(first.lastResponse.requestId);
  expect(again.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
  expect((await stripe.customers.list({ email: "a@b.test" })).data).toHaveLength(1);
});

it("refuses the key for other parameters and for another endpoint", async () => {
  const { stripe } = open;
  await stripe.customers.create({ name: "Once" }, { idempotencyKey });
  expect(
    await refusalOf(stripe.customers.create({ name: "Twice" }, { idempotencyKey })),
  ).toMatchObject({
    statusCode: 400,
    rawType: "idempotency_error",
    message: expect.stringContaining("can only be used with the same parameters"),
  });
  expect(
    await refusalOf(stripe.products.create({ name: "Once" }, { idempotencyKey })),
  ).toMatchObject({
    rawType: "idempotency_error",
    message: expect.stringContaining("('/v1/products' vs '/v1/customers')"),
  });
});

it("forgets what was refused before it was begun", async () => {
  const { stripe } = open;
  const wrong = { customer: "nobody" };
  await refusalOf(stripe.billingPortal.sessions.create(wrong, { idempotencyKey }));
  const right = { customer: "cus_acme" };
  expect(await stripe.billingPortal.sessions.create(right, { idempotencyKey })).toMatchObject(
    right,
  );
});

it("remembers that a card was declined", async () => {
  const { stripe, lastAnswer } = open;
  const attach = () =>
    refusalOf(
      stripe.paymentMethods.attach(
        "pm_card_chargeDeclined",
        { customer: "cus_acme" },
        { idempotencyKey },
      ),
    );
  expect(await attach()).toMatchObject({ statusCode: 402, decline_code: "generic_decline" });
  expect(await attach()).toMatchObject({ statusCode: 402, code: "card_declined" });
  expect(lastAnswer().headers.get("idempotent-replayed")).toBe("true");
});

it("forgets a key after a day", async () => {
  const { stripe, clock } = open;
  const first = await stripe.customers.create({ name: "Once" }, { idempotencyKey });
  clock.now += 25 * 60 * 60 * 1000;
  const next = await stripe.customers.create({ name: "Twice" }, { idempotencyKey });
  expect(next.id).not.toBe(first.id);
});

it("refuses a key while the request that brought it is in progress, and then answers again", async () => {
  const waiting: (() => void)[] = [];
  const wait = () => new Promise<void>((resolve) => void waiting.push(resolve));
  const { stripe, faults, lastAnswer } = openTestSandbox({ wait });
  faults.add({ fault: { kind: "latency", milliseconds: 500 }, for_requests: 1 });
  const create = () => stripe.customers.create({ name: "Once" }, { idempotencyKey });
  const first = create();
  await expect.poll(() => waiting).toHaveLength(1);
  expect(await refusalOf(create())).toMatchObject({
    statusCode: 409,
    code: "idempotency_key_in_use",
    message: expect.stringContaining("another in-progress request using this Idempotent Key"),
  });
  waiting[0]?.();
  const { id } = await first;
  expect(await create()).toMatchObject({ id });
  expect(lastAnswer().headers.get("idempotent-replayed")).toBe("true");
});

it("frees a key whose request was dropped before the work", async () => {
  const { stripe, faults } = open;
  faults.add({ fault: { kind: "dropped_before" }, for_requests: 1 });
  const create = () => stripe.customers.create({ name: "Once" }, { idempotencyKey });
  await refusalOf(create());
  expect(await create()).toMatchObject({ name: "Once" });
});
