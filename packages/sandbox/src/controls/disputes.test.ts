import { expect, it } from "vitest";
import { z } from "zod";
import { openTestHouse } from "./testing.ts";

const named = z.looseObject({ id: z.string() });
const charges = z.object({ data: z.array(named) });

async function openComplaint() {
  const house = openTestHouse();
  const { data } = charges.parse(await (await house.ask("GET", "/v1/charges?limit=1")).json());
  const made = await house.ask("POST", "/sandbox/disputes", { charge: data[0]?.id });
  const dispute = named.parse(await made.json());
  const decide = (status: string) =>
    house.ask("POST", `/sandbox/disputes/${dispute.id}`, { status });
  return { ...house, dispute, decide };
}

const types = z.object({ data: z.array(z.object({ type: z.string() })) });

it("lets a charge be disputed, and its bank decide and think again", async () => {
  const { ask, decide, dispute } = await openComplaint();
  expect(dispute).toMatchObject({ status: "needs_response" });
  expect(await (await decide("won")).json()).toMatchObject({ status: "won" });
  expect((await decide("won")).status).toBe(409);
  await decide("lost");
  const read = await ask("GET", `/v1/disputes/${dispute.id}`);
  expect(await read.json()).toMatchObject({ status: "lost" });
  const { data } = types.parse(await (await ask("GET", "/v1/events?limit=6")).json());
  expect(data.map(({ type }) => type)).toEqual([
    "charge.dispute.funds_withdrawn",
    "charge.dispute.closed",
    "charge.dispute.funds_reinstated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.created",
  ]);
});

it("lets the same charge be disputed again", async () => {
  const { ask, decide, dispute } = await openComplaint();
  await decide("won");
  const { charge } = z.looseObject({ charge: z.string() }).parse(dispute);
  expect((await ask("POST", "/sandbox/disputes", { charge })).status).toBe(201);
});

it("says what banks do not understand", async () => {
  const { ask, decide } = await openComplaint();
  expect((await decide("perhaps")).status).toBe(400);
  expect((await ask("POST", "/sandbox/disputes", {})).status).toBe(400);
  expect((await ask("POST", "/sandbox/disputes", { charge: "ch_none" })).status).toBe(404);
  expect((await ask("POST", "/sandbox/disputes/du_none", { status: "won" })).status).toBe(404);
});
