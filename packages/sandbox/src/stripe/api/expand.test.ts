import { expect, it } from "vitest";
import { errorIn, openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe, ask } = openTestSandbox();

it("puts objects in the place of ids, in lists and to depth four", async () => {
  const plan = await stripe.subscriptions.retrieve("sub_acme", {
    expand: ["customer.invoice_settings.default_payment_method", "items.data.price.product"],
  });
  expect(plan).toMatchObject({
    customer: { id: "cus_acme", invoice_settings: { default_payment_method: { id: "pm_acme" } } },
    items: { data: [{ price: { product: { name: "Team" } } }] },
  });
  const plans = await stripe.subscriptions.list({
    customer: "cus_acme",
    expand: ["data.latest_invoice.customer"],
  });
  expect(plans.data).toMatchObject([{ latest_invoice: { customer: { name: "Acme" } } }]);
});

it("expands what a request made, too", async () => {
  const price = await stripe.prices.create({
    product: "prod_team",
    currency: "usd",
    unit_amount: 1,
    expand: ["product"],
  });
  expect(price.product).toMatchObject({ name: "Team" });
});

it("shows what is hidden unless somebody asks", async () => {
  const plain = await stripe.customers.retrieve("cus_acme");
  expect(plain).not.toHaveProperty("subscriptions");
  const full = await stripe.customers.retrieve("cus_acme", { expand: ["subscriptions"] });
  expect(full).toMatchObject({ subscriptions: { object: "list", data: [{ id: "sub_acme" }] } });
});

it("leaves what is empty empty", async () => {
  const customer = await stripe.customers.create({
    name: "No card",
    expand: ["invoice_settings.default_payment_method"],
  });
  expect(customer.invoice_settings.default_payment_method).toBeNull();
});

it("refuses what cannot be expanded, in Stripe's words", async () => {
  const refused = async (path: string) =>
    (await refusalOf(stripe.prices.list({ expand: [path] }))).message;
  expect(await refused("product")).toBe(
    "This property cannot be expanded (product). You may want to try expanding 'data.product' instead.",
  );
  expect(await refused("data.nonsense")).toBe("This property cannot be expanded (data.nonsense).");
  expect(await refused("data.unit_amount")).toContain("cannot be expanded");
  expect(await refused("data.a.b.c.d")).toContain("more than 4 levels");
  const error = await errorIn(await ask("/v1/prices/price_team?expand[]=currency"));
  expect(error.message).toBe("This property cannot be expanded (currency).");
});
