import { createStripe } from "@portico/billing";
import { EVENTS } from "@portico/billing/events";
import { freePort } from "@portico/sandbox/free-port";
import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { type Listening, listen } from "../node-server.ts";
import type { Answering } from "../testing.ts";
import { found, one, openWellHouse } from "./well-house.ts";

let house: Awaited<ReturnType<typeof openWellHouse>>;
const servers: Listening[] = [];
beforeAll(async () => {
  house = await openWellHouse();
});
afterEach(() => house.stripeAnswers());
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await house.close();
});

const listenTo = (events: string[]) => house.changeEndpoint({ enabled_events: events });

describe("Stripe's trouble", () => {
  it.each<[string, Answering, RegExp]>([
    [
      "silence",
      async () => {
        throw new TypeError("fetch failed");
      },
      /^wrong: Stripe was asked in vain: .* Check STRIPE_SECRET_KEY/,
    ],
    [
      "a key that it does not take",
      async () =>
        Response.json({ error: { message: "Invalid API Key provided" } }, { status: 401 }),
      /^wrong: Stripe was asked in vain: Invalid API Key provided/,
    ],
  ])("is one finding: %s", async (_, answering, words) => {
    house.stripeAnswers(answering);
    expect(await found(house)).toEqual(one(words));
  });

  it("is another account than the rows are of, and a clock of another time", async () => {
    const date = new Date(house.deps.now().getTime() - 400_000).toUTCString();
    const stripe = await serveStripe(async (request) =>
      request.url.endsWith("/v1/account")
        ? Response.json({ id: "acct_other", object: "account" }, { headers: { date } })
        : house.sandbox.stripe(request),
    );
    expect(await found(createApp({ ...house.deps, stripe }))).toEqual([
      expect.stringMatching(
        /^wrong: .* belongs to acct_\w+ in test mode, and the key to acct_other/,
      ),
      expect.stringMatching(
        /^wrong: This machine's clock is 40\d seconds ahead of Stripe's\. .*NTP/,
      ),
    ]);
  });
});

/** The SDK as we use it, over HTTP, because that has a Date. */
async function serveStripe(answering: Answering): Promise<Stripe> {
  const port = await freePort();
  servers.push(await listen({ fetch: answering }, port, "127.0.0.1"));
  const { secretKey } = house.settings.stripe;
  return createStripe({ secretKey, apiUrl: `http://127.0.0.1:${port}` });
}

describe("the webhook endpoint", () => {
  it("is found to miss events, and to send others", async () => {
    const [first = "", second = "", ...rest] = Object.keys(EVENTS);
    await listenTo([...rest, "charge.captured"]);
    expect(await found(house)).toEqual([
      expect.stringContaining(`does not listen to ${first}, ${second}. Add them`),
      expect.stringMatching(/^worth knowing: .* listens to charge\.captured, which nobody/),
    ]);
    await listenTo(["*"]);
    expect(await found(house)).toEqual(one(/^worth knowing: .* listens to everything/));
    await listenTo(Object.keys(EVENTS));
  });

  it("is found disabled, and missing", async () => {
    await house.changeEndpoint({ disabled: true });
    expect(await found(house)).toEqual(one(/^wrong: The webhook endpoint we_\w+ is disabled/));
    await house.changeEndpoint({ disabled: false, url: "http://localhost:9/elsewhere" });
    expect(await found(house)).toEqual(one(/^wrong: No webhook endpoint at Stripe leads to http/));
    await house.changeEndpoint({ url: "http://localhost:8787/webhooks/stripe" });
  });

  it("is found to write in another version", async () => {
    house.stripeAnswers(async (request) => {
      const answer = await house.sandbox.stripe(request);
      if (!request.url.includes("/webhook_endpoints")) return answer;
      const old = (await answer.text()).replace(
        /"api_version": ?"[^"]+"/,
        '"api_version":"2020-08-27"',
      );
      return new Response(old, answer);
    });
    expect(await found(house)).toEqual(
      one(/^worth knowing: .* writes in 2020-08-27, and we read /),
    );
  });
});

it("finds what is sold otherwise than the code says", async () => {
  const { products } = house.deps.stripe;
  await products.update("prod_team", { name: "Crew" });
  expect(await found(house)).toEqual(
    one(/^wrong: What is sold as "team" is not .*portico plans apply/),
  );
  await products.update("prod_team", { name: "Team" });
});

it("finds a price that somebody pays and that is no plan's", async () => {
  const unnamed = "update portico.plans set plan = null where id = 'prod_team'";
  await house.deps.db.execute(unnamed);
  expect(await found(house)).toEqual(
    one(/^wrong: No plan is sold at price_team of prod_team, which org_acme pays: .*honours/),
  );
  await house.deps.db.execute(unnamed.replace("null", "'team'"));
});

it("finds a portal that was changed at Stripe", async () => {
  const { configurations } = house.deps.stripe.billingPortal;
  const ours = (await configurations.list()).data.find(
    ({ metadata }) => metadata?.["portico_portal"],
  );
  const change = (enabled: boolean) =>
    configurations.update(ours?.id ?? "", { features: { invoice_history: { enabled } } });
  await change(false);
  expect(await found(house)).toEqual(
    one(
      /^wrong: The portal configuration "\w+" is not at Stripe as the code says\. .*portal apply/,
    ),
  );
  await change(true);
});
