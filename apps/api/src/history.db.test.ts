import { keepHistory } from "@portico/db";
import { cardAdded } from "@portico/db/examples";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { query, type Who } from "./as-the-page.ts";
import { type House, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const bob: Who = ["bob", "org_acme"];
const grace: Who = ["grace", "org_globex"];

const answer = z.object({
  result: z.object({
    data: z.object({ entries: z.array(z.looseObject({})), next: z.number().nullable() }),
  }),
});

const ask = (who: Who, input: object) => query(house, who, "history", input);

async function read(who: Who, input: object = {}) {
  return answer.parse(await (await ask(who, input)).json()).result.data;
}

const at = new Date(Date.UTC(2036, 0, 1));

describe("the history", () => {
  it("tells any member what happened, when at Stripe and when here, and why", async () => {
    await keepHistory(house.deps.db, [cardAdded("org_acme", 1, at)]);
    expect((await read(bob)).entries[0]).toEqual({
      id: expect.any(Number),
      at: "2036-01-01T00:00:02.000Z",
      stripeAt: "2036-01-01T00:00:00.000Z",
      object: "pm_1",
      kind: "payment_method",
      sentences: ["A payment method was added: Visa ending in 4242, valid until 08/2031."],
      differences: [
        {
          name: "payment method",
          before: null,
          after: "Visa ending in 4242, valid until 08/2031",
        },
      ],
      cause: { by: "event", event: "evt_1", type: "payment_method.attached" },
      why: "Stripe told us: a card was added.",
    });
  });

  it("is of one's own organization alone", async () => {
    await keepHistory(house.deps.db, [cardAdded("org_umbrella", 1, at)]);
    expect(await read(grace)).toEqual({ entries: [], next: null });
  });

  it("is read page by page to the end, however long it is", async () => {
    const rows = Array.from({ length: 10_000 }, (_, number) => cardAdded("org_globex", number, at));
    await keepHistory(house.deps.db, rows);
    const objects: unknown[] = [];
    let cursor: number | null | undefined;
    while (cursor !== null) {
      const page = await read(grace, { limit: 200, ...(cursor && { cursor }) });
      objects.push(...page.entries.map((entry) => entry["object"]));
      cursor = page.next;
    }
    expect(objects).toEqual(rows.map(({ objectId }) => objectId).toReversed());
  });

  it.each([
    { limit: 201 },
    { limit: 0 },
    { cursor: 0 },
    { cursor: "1" },
    { organization: "org_acme" },
  ])("refuses %j", async (input) => {
    expect((await ask(grace, input)).status).toBe(400);
  });
});
