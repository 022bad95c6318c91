import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, createApp } from "../app.ts";
import { type House, openHouse } from "../testing.ts";
import { requestTo, said, type Surface, SURFACES } from "./surfaces.ts";
import { openTroubledStripe, TROUBLES } from "./troubled-stripe.ts";

let house: House;
let troubled: Awaited<ReturnType<typeof openTroubledStripe>>;
let app: App;
let bearers: Record<Surface["by"], string>;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  troubled = await openTroubledStripe(house);
  app = createApp({ ...house.deps, stripe: troubled.stripe });
  bearers = {
    session: await house.tokenOf("ada", "org_acme"),
    apiKey: await house.apiKeyOf("ada", "org_acme", ["billing:write"]),
  };
});
afterAll(async () => {
  troubled.close();
  await house.close();
});

const askAll = () =>
  Promise.all(
    SURFACES.map(async (surface) =>
      said(await app.fetch(requestTo(surface, { bearer: bearers[surface.by] }))),
    ),
  );

describe.each(TROUBLES)("Stripe answering %s", (_, trouble) => {
  it(
    "is each surface's own reason within ten seconds, and over when it is",
    { timeout: 15_000 },
    async () => {
      const startedAt = Date.now();
      troubled.answers(trouble);
      expect(await askAll()).toEqual(SURFACES.map(({ refused }) => refused.STRIPE_UNAVAILABLE));
      expect(Date.now() - startedAt).toBeLessThan(10_000);
      troubled.answers();
      expect(await askAll()).toEqual(SURFACES.map(({ granted }) => granted));
    },
  );
});
