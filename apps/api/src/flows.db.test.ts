import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { portal } from "./portal.ts";
import { mutate } from "./as-the-page.ts";
import { APP_URL, type House, jsonOf, openHouse } from "./testing.ts";

const ours = {
  ...portal,
  full: {
    ...portal.full,
    features: { ...portal.full.features, subscription_pause: { enabled: true } },
  },
};

let house: House;
let stripe: Stripe;
beforeAll(async () => {
  house = await openHouse({ portal: ours });
  stripe = house.deps.stripe;
  await house.settle();
});
afterAll(() => house.close());

const returnUrl = `${APP_URL}/billing`;
const plan = { subscription: "sub_acme" };

async function createPortal(input: object) {
  const wish = { returnUrl, ...input };
  const answer = await mutate(house, ["ada", "org_acme"], "createPortal", wish);
  return { status: answer.status, body: await jsonOf(answer) };
}

const session = z.looseObject({ configuration: z.string() });

/** What Stripe was last asked to open. */
async function opened() {
  const events = await stripe.events.list({ type: "billing_portal.session.created", limit: 1 });
  return events.data[0] && session.parse(events.data[0].data.object);
}

async function configurationUsed(): Promise<string | undefined> {
  const { configuration = "" } = (await opened()) ?? {};
  const found = await stripe.billingPortal.configurations.retrieve(configuration);
  return found.metadata?.["portico_portal"];
}

describe("the portal opens with", () => {
  it.each([
    { type: "payment_method_update" },
    { type: "customer_update" },
    { type: "subscription_cancel", ...plan },
    { type: "subscription_pause", ...plan },
    { type: "subscription_update", ...plan },
    { type: "subscription_update_confirm", ...plan, plan: "business_year" },
  ])("$type", async (flow) => {
    expect(await createPortal({ flow })).toMatchObject({ status: 200 });
    expect(await opened()).toMatchObject({ customer: "cus_acme", flow: { type: flow.type } });
  });

  it("a step that leads back when it is done", async () => {
    const afterCompletion = { type: "redirect", returnUrl: `${APP_URL}/billing?done=card` };
    const flow = { type: "payment_method_update", afterCompletion };
    expect(await createPortal({ flow })).toMatchObject({ status: 200 });
    expect(await opened()).toMatchObject({
      flow: { after_completion: { redirect: { return_url: afterCompletion.returnUrl } } },
    });
  });

  it("the configuration that was named, and `full` where none was", async () => {
    await createPortal({ configuration: "payments" });
    expect(await configurationUsed()).toBe("payments");
    await createPortal({});
    expect(await configurationUsed()).toBe("full");
  });
});

describe("nothing reaches Stripe when it is wished for", () => {
  it.each<[string, number, object]>([
    [
      "another's subscription",
      400,
      { flow: { type: "subscription_cancel", subscription: "sub_initech" } },
    ],
    [
      "a plan that is not offered",
      400,
      { flow: { type: "subscription_update_confirm", ...plan, plan: "price_team" } },
    ],
    [
      "a price",
      400,
      { flow: { type: "subscription_update_confirm", ...plan, price: "price_team" } },
    ],
    ["no change at all", 400, { flow: { type: "subscription_update_confirm", ...plan } }],
    ["a coupon", 400, { flow: { type: "subscription_cancel", ...plan, retention: "FREE" } }],
    [
      "words of the client's own",
      400,
      {
        flow: {
          type: "customer_update",
          afterCompletion: { type: "hosted_confirmation", message: "Send us your card" },
        },
      },
    ],
    [
      "another origin afterwards",
      422,
      {
        flow: {
          type: "customer_update",
          afterCompletion: { type: "redirect", returnUrl: "https://evil.test/" },
        },
      },
    ],
    ["a configuration's id", 400, { configuration: "bpc_portico" }],
    [
      "a step that `payments` does not have",
      400,
      { configuration: "payments", flow: { type: "subscription_cancel", ...plan } },
    ],
  ])("%s", async (_, status, input) => {
    const before = await opened();
    expect(await createPortal(input)).toMatchObject({
      status,
      body: { error: { message: expect.stringMatching(/\.$/) } },
    });
    expect(await opened()).toEqual(before);
  });
});

describe("a portal that nobody applied", () => {
  it("names the command that makes it", async () => {
    const bare = await openHouse({ portal: {} });
    await bare.settle();
    const wish = { returnUrl, configuration: "payments" };
    const answer = await mutate(bare, ["ada", "org_acme"], "createPortal", wish);
    expect(answer.status).toBe(503);
    expect(await jsonOf(answer)).toMatchObject({
      error: {
        message: expect.stringContaining("portico portal apply"),
        data: { reason: "PORTAL_NOT_SET_UP" },
      },
    });
    await bare.close();
  });
});
