import { expect, it } from "vitest";
import { z } from "zod";
import { openTestHouse } from "./testing.ts";

const told = z.object({
  pending: z.number(),
  deliveries: z.array(
    z.strictObject({
      id: z.string(),
      event: z.string(),
      type: z.string(),
      endpoint: z.string(),
      attempts: z.number(),
      last_status: z.number().nullable(),
      delivered: z.boolean(),
    }),
  ),
});

/** A host that answers with this until it is changed, and keeps the letters it got. */
function openHouse() {
  const answer = { status: 200 };
  const letters: string[] = [];
  const house = openTestHouse(async (request) => {
    letters.push(await request.text());
    return new Response(null, { status: answer.status });
  });
  const read = async () => told.parse(await (await house.ask("GET", "/sandbox/deliveries")).json());
  return { answer, letters, read, ...house };
}

it("tells what is on its way, and what became of it", async () => {
  const { read, settle, answer } = openHouse();
  const before = await read();
  expect(before.pending).toBe(before.deliveries.length);
  expect(before.deliveries).toContainEqual(
    expect.objectContaining({ type: "invoice.paid", attempts: 0, delivered: false }),
  );
  answer.status = 500;
  await expect(settle()).rejects.toThrow("were not taken");
  const after = await read();
  expect(after.pending).toBe(before.pending);
  for (const each of after.deliveries)
    expect(each).toMatchObject({ attempts: 1, last_status: 500, delivered: false });
});

it("asks a few times whether anybody listens, however many letters wait", async () => {
  let asked = 0;
  const { ask, settle } = openTestHouse(async () => {
    asked += 1;
    throw new Error("connect ECONNREFUSED");
  });
  const { pending } = told.parse(await (await ask("GET", "/sandbox/deliveries")).json());
  await expect(settle()).rejects.toThrow("were not taken");
  expect(pending).toBeGreaterThan(40);
  expect(asked).toBeLessThanOrEqual(32);
});

it("tells of both stand-ins", async () => {
  const types = (await openHouse().read()).deliveries.map(({ type }) => type);
  expect(types).toContain("customer.subscription.created");
  expect(types).toContain("organizationMembership.created");
});

it("sends again what had arrived", async () => {
  const { read, settle, ask, letters } = openHouse();
  await settle();
  const { deliveries } = await read();
  const [newest] = deliveries;
  letters.length = 0;
  const again = await ask("POST", `/sandbox/deliveries/${newest?.id}`);
  expect([again.status, await again.json()]).toEqual([202, { pending: 1 }]);
  await settle();
  expect(letters).toEqual([expect.stringContaining(newest?.event ?? "")]);
  expect((await read()).deliveries).toContainEqual({ ...newest, attempts: 2 });
});

it("says that it knows no such delivery", async () => {
  expect((await openHouse().ask("POST", "/sandbox/deliveries/evt_x:we_y")).status).toBe(404);
});

it("remembers only the newest of those that arrived", async () => {
  const { read, settle, ask } = openHouse();
  await settle();
  for (let made = 0; made < 600; made += 1) await ask("POST", "/v1/customers");
  await settle();
  const { pending, deliveries } = await read();
  expect(pending).toBe(0);
  const events = deliveries.filter(({ event }) => event.startsWith("evt_"));
  expect(events).toHaveLength(500);
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(["customer.created"]));
});
