import { expect, it } from "vitest";
import { KEYS, openTestSandbox, refusalOf } from "../testing/sandbox.ts";

interface Letter {
  url: string;
  body: string;
  signature: string;
}

/** A host that answers each letter with the next of these statuses, and 200 from then on. */
function openMailbox(...statuses: number[]) {
  const letters: Letter[] = [];
  const host = async (request: Request) => {
    const signature = request.headers.get("stripe-signature") ?? "";
    letters.push({ url: request.url, body: await request.text(), signature });
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  return { letters, ...openTestSandbox({ host }) };
}

it("is believed by the SDK's own check, and tells of the whole seed", async () => {
  const { stripe, outbox, letters } = openMailbox();
  await outbox.deliverDue();
  expect(outbox.pending()).toBe(0);
  const events = letters.map(({ body, signature }) =>
    stripe.webhooks.constructEvent(body, signature, KEYS.stripeWebhookSecret),
  );
  const types = new Set(events.map(({ type }) => type));
  for (const type of [
    "customer.created",
    "payment_method.attached",
    "customer.subscription.created",
    "invoice.paid",
    "invoice.payment_failed",
  ] as const)
    expect(types).toContain(type);
  expect(events[0]).toMatchObject({ object: "event", livemode: false, request: null });
});

it("is not believed with another secret or another body", async () => {
  const { stripe, outbox, letters } = openMailbox();
  await outbox.deliverDue();
  const { body = "", signature = "" } = letters[0] ?? {};
  const check = (text: string, secret: string) => () =>
    stripe.webhooks.constructEvent(text, signature, secret);
  expect(check(body, "whsec_other")).toThrow("No signatures found");
  expect(check(body.replace("evt_", "evt_x"), KEYS.stripeWebhookSecret)).toThrow("No signatures");
});

it("is sent again, signed anew, until the host says yes", async () => {
  const { stripe, outbox, letters, clock } = openMailbox();
  await outbox.deliverDue();
  letters.length = 0;
  const refusing = openMailbox(500, 302, 200);
  await refusing.outbox.deliverDue();
  expect(refusing.outbox.pending()).toBe(2);
  refusing.clock.now += 60_000;
  await refusing.outbox.deliverDue();
  expect(refusing.outbox.pending()).toBe(0);
  clock.now += 60_000;
  await stripe.customers.create({ name: "New" });
  await outbox.deliverDue();
  expect(letters).toHaveLength(1);
});

it("goes to whoever listens, with a secret told once", async () => {
  const { stripe, outbox, letters } = openMailbox();
  await outbox.deliverDue();
  letters.length = 0;
  const made = await stripe.webhookEndpoints.create({
    url: "http://localhost:9999/mine",
    enabled_events: ["customer.created"],
  });
  expect(made.secret).toMatch(/^whsec_\w{32}$/);
  expect(await stripe.webhookEndpoints.retrieve(made.id)).not.toHaveProperty("secret");

  const customer = await stripe.customers.create({ name: "New" });
  await stripe.customers.update(customer.id, { name: "Newer" });
  await outbox.deliverDue();
  const mine = letters.filter(({ url }) => url.endsWith("/mine"));
  expect(mine).toHaveLength(1);
  expect(letters).toHaveLength(3);
  const { body = "", signature = "" } = mine[0] ?? {};
  const event = stripe.webhooks.constructEvent(body, signature, made.secret ?? "");
  expect(event).toMatchObject({ type: "customer.created", pending_webhooks: 2 });
});

it("stops when the endpoint is disabled or gone", async () => {
  const { stripe, outbox, letters } = openMailbox();
  await outbox.deliverDue();
  letters.length = 0;
  await stripe.customers.create({ name: "Waiting" });
  await stripe.webhookEndpoints.update("we_portico", { disabled: true });
  await stripe.customers.create({ name: "Unheard" });
  await outbox.deliverDue();
  expect(letters).toEqual([]);
  expect(outbox.pending()).toBe(0);
});

it("is given up after three days of refusals, and waits for a host that is not there", async () => {
  let answer = (): Response => {
    throw new Error("Nobody listens.");
  };
  const { outbox, clock } = openTestSandbox({ host: async () => answer() });
  const deliver = (days: number) => {
    clock.now += days * 24 * 60 * 60 * 1000;
    return outbox.deliverDue();
  };
  await deliver(0);
  await deliver(4);
  expect(outbox.pending()).toBeGreaterThan(0);
  answer = () => new Response("Broken.", { status: 500 });
  await deliver(1);
  expect(outbox.pending()).toBe(0);
  const [newest] = outbox.all();
  expect(newest).toMatchObject({ given_up: true, last_status: 500, last_answer: "Broken." });
  answer = () => new Response();
  outbox.sendAgain(newest?.id ?? "");
  await deliver(0);
  expect(outbox.all()[0]).toMatchObject({ given_up: false, last_status: 200 });
});

it("waits longer after each refusal, and stops once the endpoint is deleted", async () => {
  const { stripe, outbox, letters, clock } = openMailbox(...Array<number>(500).fill(500));
  const sentAfter = async (milliseconds: number) => {
    clock.now += milliseconds;
    letters.length = 0;
    await outbox.deliverDue();
    return letters.length;
  };
  const all = await sentAfter(0);
  const sent = [];
  for (const pause of [499, 1, 999, 1]) sent.push(await sentAfter(pause));
  expect(sent).toEqual([0, all, 0, all]);
  await stripe.webhookEndpoints.del("we_portico");
  expect([await sentAfter(60_000), outbox.pending()]).toEqual([0, 0]);
});

it("tells each endpoint in the version it was made with, and what it asks for now", async () => {
  const { stripe, outbox, letters } = openMailbox();
  await outbox.deliverDue();
  letters.length = 0;
  const made = await stripe.webhookEndpoints.create({
    url: "http://localhost:9999/mine",
    enabled_events: ["customer.created"],
    api_version: "2025-03-31.basil",
  });
  expect(made.api_version).toBe("2025-03-31.basil");
  await stripe.webhookEndpoints.update(made.id, { enabled_events: ["customer.deleted"] });
  const { id } = await stripe.customers.create();
  await stripe.customers.del(id);
  await outbox.deliverDue();
  const told = letters.map(({ url, body }) => `${url.split("/").at(-1)} ${body.includes("basil")}`);
  expect(told.toSorted()).toEqual(["mine true", "stripe false", "stripe false"]);
});

it("goes to this machine alone", async () => {
  const { stripe } = openMailbox();
  const far = stripe.webhookEndpoints.create({ url: "https://a.test", enabled_events: ["*"] });
  expect((await refusalOf(far)).message).toContain("to this machine only");
});
