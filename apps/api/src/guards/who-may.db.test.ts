import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "../app.ts";
import type { WhoMay } from "../callers/who-may.ts";
import { APP_URL, type House, openHouse } from "../testing.ts";
import { requestTo, said, SURFACES } from "./surfaces.ts";

let house: House;
let member: string;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  member = await house.tokenOf("bob", "org_acme");
});
afterAll(() => house.close());

const where = (whoMay: WhoMay) =>
  createApp({ ...house.deps, settings: { ...house.settings, whoMay } });

it.each(SURFACES.filter(({ by }) => by === "session"))(
  "$name opens for members where they may write",
  async (surface) => {
    const app = where({ read: null, write: ["org:admin", "org:member"] });
    const answer = await app.fetch(requestTo(surface, { bearer: member }));
    expect(await said(answer)).toEqual(surface.granted);
  },
);

it("shows members nothing where they may not even read", async () => {
  const app = where({ read: ["org:auditor"], write: ["org:admin"] });
  const headers = { authorization: `Bearer ${member}` };
  const answer = await app.fetch(new Request(`${APP_URL}/trpc/billing.view`, { headers }));
  expect(answer.status).toBe(403);
});
