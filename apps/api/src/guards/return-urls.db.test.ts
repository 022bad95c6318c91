import { HOSTILE_URLS, LISTED_ORIGINS } from "@portico/billing/hostile-urls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, createApp } from "../app.ts";
import { APP_URL, type House, openHouse } from "../testing.ts";
import { requestTo, said, type Surface, SURFACES } from "./surfaces.ts";

let house: House;
let app: App;
let bearers: Record<Surface["by"], string>;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  const settings = { ...house.settings, returnOrigins: LISTED_ORIGINS };
  app = createApp({ ...house.deps, settings });
  bearers = {
    session: await house.tokenOf("ada", "org_acme"),
    apiKey: await house.apiKeyOf("ada", "org_acme", ["billing:write"]),
  };
});
afterAll(() => house.close());

const send = async (surface: Surface, body: object) =>
  app.fetch(requestTo(surface, { bearer: bearers[surface.by], body }));

/** What Stripe was told to lead back to, the newest first. */
async function returnUrls(limit: number): Promise<unknown[]> {
  const type = "billing_portal.session.created";
  const { data } = await house.deps.stripe.events.list({ type, limit });
  return data.map((event) => "return_url" in event.data.object && event.data.object.return_url);
}

const open = SURFACES.filter(({ returnField }) => returnField !== null);
const fixed = SURFACES.filter(({ returnField }) => returnField === null);

describe.each(open)("$name", (surface) => {
  const field = surface.returnField ?? "";

  it("leads back to a page of each listed origin", async () => {
    for (const origin of LISTED_ORIGINS)
      expect(await said(await send(surface, { [field]: `${origin}/a?b#c` }))).toEqual(
        surface.granted,
      );
    expect(await returnUrls(2)).toEqual(LISTED_ORIGINS.map((each) => `${each}/a?b#c`).toReversed());
  });

  it.each(HOSTILE_URLS)("does not lead to %j", async (url) => {
    expect(await said(await send(surface, { [field]: url }))).toEqual(
      surface.refused.RETURN_URL_NOT_ALLOWED,
    );
  });
});

it.each(HOSTILE_URLS)("the mutation does not lead to %j when a step is done", async (url) => {
  const [mutation] = open;
  if (!mutation) throw new Error("There is no mutation.");
  const afterCompletion = { type: "redirect", returnUrl: url };
  const flow = { type: "payment_method_update", afterCompletion };
  expect(await said(await send(mutation, { returnUrl: `${APP_URL}/`, flow }))).toEqual(
    mutation.refused.RETURN_URL_NOT_ALLOWED,
  );
});

describe.each(fixed)("$name", (surface) => {
  it("leads to its own page, whatever address is sent along", async () => {
    const usual = requestTo(surface, { bearer: bearers[surface.by] });
    await app.fetch(usual.clone());
    const [own] = await returnUrls(1);
    for (const url of HOSTILE_URLS) {
      const sent = { return_url: url, returnUrl: url };
      const asked = new Request(`${usual.url}?${new URLSearchParams(sent).toString()}`, {
        method: surface.method,
        headers: usual.headers,
        ...(surface.method === "POST" && { body: JSON.stringify(sent) }),
      });
      expect(await said(await app.fetch(asked))).toEqual(surface.granted);
    }
    const [newest] = await returnUrls(1);
    expect(newest).toBe(own);
    expect(own).toContain(APP_URL);
  });
});
