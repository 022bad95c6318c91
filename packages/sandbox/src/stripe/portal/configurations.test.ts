import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe } = openTestSandbox();
const { configurations } = stripe.billingPortal;

it("has a default that is found by asking for it, and cannot be switched off", async () => {
  const { data } = await configurations.list({ is_default: true, active: true });
  expect(data.map(({ id }) => id)).toEqual(["bpc_portico"]);
  expect(await refusalOf(configurations.update("bpc_portico", { active: false }))).toMatchObject({
    statusCode: 400,
  });
});

it("changes what is named and keeps the rest", async () => {
  const { id } = await configurations.create({
    name: "Payments only",
    default_return_url: "https://app.test/billing",
    features: { payment_method_update: { enabled: true }, invoice_history: { enabled: true } },
  });
  const changed = await configurations.update(id, {
    features: {
      subscription_cancel: {
        enabled: true,
        cancellation_reason: { enabled: true, options: ["unused", "other"] },
      },
    },
  });
  expect(changed).toMatchObject({
    name: "Payments only",
    features: {
      payment_method_update: { enabled: true },
      subscription_cancel: {
        mode: "at_period_end",
        cancellation_reason: { options: ["unused", "other"] },
      },
    },
  });
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  expect(event).toMatchObject({
    type: "billing_portal.configuration.updated",
    data: { previous_attributes: { features: { subscription_cancel: { enabled: false } } } },
  });
});

it("shows the products of a plan change only when it is asked to", async () => {
  const products = [{ product: "prod_team", prices: ["price_team"] }];
  const { id } = await configurations.create({
    features: {
      subscription_update: { enabled: true, default_allowed_updates: ["price"], products },
    },
  });
  const plain = await configurations.retrieve(id);
  expect(plain.features.subscription_update).not.toHaveProperty("products");
  const full = await configurations.retrieve(id, {
    expand: ["features.subscription_update.products"],
  });
  expect(full.features.subscription_update.products).toMatchObject(products);
});

it("refuses links that run code", async () => {
  const features = { invoice_history: { enabled: true } };
  const business_profile = { privacy_policy_url: "javascript:alert(1)" };
  expect(await refusalOf(configurations.create({ features, business_profile }))).toMatchObject({
    code: "url_invalid",
    param: "business_profile[privacy_policy_url]",
  });
  const unknown = configurations.create({
    features: {
      subscription_update: { enabled: true, products: [{ product: "no", prices: ["no"] }] },
    },
  });
  expect((await refusalOf(unknown)).message).toBe("No such product: 'no'");
});
