import { expect, it } from "vitest";
import { openTestSandbox } from "../testing/sandbox.ts";

/** A host that has the seed already, and keeps the ids of what comes now. */
async function openMailbox() {
  const letters: string[] = [];
  const host = async (request: Request) => {
    letters.push(await request.text());
    return new Response();
  };
  const open = openTestSandbox({ host });
  await open.outbox.deliverDue();
  letters.length = 0;
  return { letters, ...open };
}

it("tells twice what it was asked to tell twice", async () => {
  const { stripe, faults, outbox, letters } = await openMailbox();
  faults.add({ fault: { kind: "webhooks_twice" }, for_requests: 1 });
  await stripe.customers.create({ name: "A" });
  await stripe.customers.create({ name: "B" });
  await outbox.deliverDue();
  expect(letters).toHaveLength(3);
  expect(new Set(letters).size).toBe(2);
});

it("tells late", async () => {
  const { stripe, faults, outbox, letters, clock } = await openMailbox();
  faults.add({ fault: { kind: "webhooks_late", milliseconds: 5_000 } });
  await stripe.customers.create({ name: "A" });
  await outbox.deliverDue();
  expect(letters).toEqual([]);
  clock.now += 5_000;
  await outbox.deliverDue();
  expect(letters).toHaveLength(1);
});

it("tells in another order than things happened", async () => {
  const { stripe, faults, outbox, letters, clock } = await openMailbox();
  faults.add({ fault: { kind: "webhooks_shuffled", milliseconds: 5_000 } });
  const names = Array.from({ length: 12 }, (_, place) => `Customer ${place}!`);
  for (const name of names) await stripe.customers.create({ name });
  clock.now += 5_000;
  await outbox.deliverDue();
  const told = letters.map((letter) => names.findIndex((name) => letter.includes(name)));
  expect(told).not.toEqual(told.toSorted((one, other) => one - other));
  expect(new Set(told).size).toBe(names.length);
});

it("does not reach an endpoint that is down, and reaches it once it is up", async () => {
  const { stripe, faults, outbox, letters, clock } = await openMailbox();
  const { id } = faults.add({ fault: { kind: "webhooks_endpoint_down" } });
  await stripe.customers.create({ name: "A" });
  await outbox.deliverDue();
  expect([letters.length, outbox.pending()]).toEqual([0, 1]);
  faults.remove(id);
  clock.now += 1_000;
  await outbox.deliverDue();
  expect([letters.length, outbox.pending()]).toEqual([1, 0]);
});
