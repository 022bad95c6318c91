import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, createApp } from "../app.ts";
import { forgeFor } from "../callers/forged-tokens.ts";
import { APP_URL, type House, openHouse } from "../testing.ts";
import { requestTo, said, SURFACES } from "./surfaces.ts";

const issuer = "https://portico-sandbox-1.clerk.accounts.dev";
const { forged, valid, keys } = forgeFor({ issuer, party: APP_URL });

let house: House;
let app: App;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  app = createApp({ ...house.deps, clerkKeys: keys });
});
afterAll(() => house.close());

const bySession = SURFACES.filter(({ by }) => by === "session");

it.each(bySession)("$name opens for the token that the others only look like", async (surface) => {
  const answer = await app.fetch(requestTo(surface, { bearer: valid }));
  expect(await said(answer)).toEqual(surface.granted);
});

describe.each(forged)("a token with %s", (_, token) => {
  it.each(SURFACES)("does not open $name", async (surface) => {
    const answer = await app.fetch(requestTo(surface, { bearer: token }));
    expect(await said(answer)).toEqual(surface.refused.NOT_SIGNED_IN);
  });

  it("does not open the link as a person's cookie", async () => {
    const answer = await follow(token);
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(`${APP_URL}/billing?continue=portal`);
  });
});

it("opens the link as a person's cookie when it is what it looks like", async () => {
  expect((await follow(valid)).headers.get("location")).toContain("/p/session/");
});

const follow = (cookie: string) =>
  app.fetch(
    new Request(`${APP_URL}/api/v1/operations/payment/customer-portal`, {
      headers: {
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
        cookie: `__session=${cookie}`,
      },
    }),
  );
