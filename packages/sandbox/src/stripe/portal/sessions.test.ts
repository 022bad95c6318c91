import { expect, it } from "vitest";
import { openTestSandbox, refusalOf, STRIPE_URL } from "../testing/sandbox.ts";

const open = openTestSandbox();
const { sessions, configurations } = open.stripe.billingPortal;
const customer = "cus_acme";

it("opens with the default configuration and its way back", async () => {
  const session = await sessions.create({ customer });
  expect(session).toMatchObject({
    object: "billing_portal.session",
    configuration: "bpc_portico",
    customer,
    flow: null,
    return_url: "http://localhost:5173",
    url: expect.stringMatching(new RegExp(`^${STRIPE_URL}/p/session/test_[\\w-]{32}$`)),
  });
  expect(session).not.toHaveProperty("token");
});

it.each([
  ["an unknown customer", { customer: "nobody" }, "No such customer: 'nobody'"],
  ["no customer", {}, "Missing required param: customer."],
  [
    "an unknown configuration",
    { customer, configuration: "bpc_no" },
    "No such configuration: 'bpc_no'",
  ],
  ["a way back that is no address", { customer, return_url: "nowhere" }, "Not a valid URL"],
  ["a way back that runs code", { customer, return_url: "javascript:alert(1)" }, "Not a valid URL"],
])("refuses %s with 400", async (_, params, message) => {
  expect(await refusalOf(sessions.create(params))).toMatchObject({ statusCode: 400, message });
});

it("takes each kind of deep link that the configuration offers", async () => {
  const { id: configuration } = await configurations.create({
    features: {
      customer_update: { enabled: true, allowed_updates: ["email"] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true },
      subscription_pause: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        products: [{ product: "prod_business", prices: ["price_business"] }],
      },
    },
  });
  const on = { subscription: "sub_acme" };
  const items = [{ id: "si_acme", price: "price_business" }];
  const flows = [
    { type: "customer_update" },
    { type: "payment_method_update" },
    { type: "subscription_cancel", subscription_cancel: on },
    { type: "subscription_pause", subscription_pause: on },
    { type: "subscription_update", subscription_update: on },
    {
      type: "subscription_update_confirm",
      subscription_update_confirm: { ...on, items },
    },
  ] as const;
  for (const { ...flow_data } of flows) {
    const wish = { customer, configuration, return_url: "http://localhost:5173" };
    const { flow } = await sessions.create({ ...wish, flow_data: withItems(flow_data) });
    expect(flow).toMatchObject({
      ...flow_data,
      after_completion: { type: "portal_homepage" },
    });
  }

  function withItems(flow: (typeof flows)[number]) {
    return flow.type === "subscription_update_confirm"
      ? { ...flow, subscription_update_confirm: { ...on, items } }
      : flow;
  }
});

it("refuses a deep link to what the configuration does not offer", async () => {
  const flow_data = {
    type: "subscription_update",
    subscription_update: { subscription: "sub_acme" },
  } as const;
  expect(await refusalOf(sessions.create({ customer, flow_data }))).toMatchObject({
    statusCode: 400,
    message:
      "This subscription cannot be updated because the subscription update feature in the portal configuration is disabled.",
  });
});

it("refuses a deep link to somebody else's subscription, and one without its way out", async () => {
  const flow = (subscription: string) => ({
    customer,
    flow_data: { type: "subscription_cancel" as const, subscription_cancel: { subscription } },
  });
  expect(await refusalOf(sessions.create(flow("sub_umbrella")))).toMatchObject({
    statusCode: 400,
    param: "flow_data[subscription_cancel][subscription]",
    message: "No such subscription: 'sub_umbrella'",
  });
  const { flow_data } = flow("sub_acme");
  const nowhere = { ...flow_data, after_completion: { type: "redirect" as const } };
  expect((await refusalOf(sessions.create({ customer, flow_data: nowhere }))).message).toBe(
    "Missing required param: flow_data[after_completion][redirect].",
  );
});

it("says when there is no default configuration and no way back", async () => {
  const bare = await configurations.create({ features: { invoice_history: { enabled: true } } });
  expect(bare).toMatchObject({
    is_default: false,
    features: { subscription_cancel: { enabled: false, mode: "at_period_end" } },
  });
  const lost = sessions.create({ customer, configuration: bare.id });
  expect((await refusalOf(lost)).message).toBe("Missing required param: return_url.");
});
