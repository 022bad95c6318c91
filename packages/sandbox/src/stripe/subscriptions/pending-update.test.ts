import type Stripe from "stripe";
import { expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { refusalOf } from "../testing/sandbox.ts";
import { openShop } from "../testing/shop.ts";

/** A plan whose card is refused when it is to cost more. */
async function openHeld() {
  const shop = await openShop();
  const { stripe, customer } = shop;
  const [cheap, dear] = [await shop.priced(1000), await shop.priced(3000)];
  const before = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: cheap.id }],
  });
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  await stripe.subscriptions.update(before.id, { default_payment_method: bad.id });
  const change: Stripe.SubscriptionUpdateParams = {
    items: [{ id: before.items.data[0]?.id ?? "", price: dear.id }],
    proration_behavior: "always_invoice",
    payment_behavior: "pending_if_incomplete",
  };
  const held = await stripe.subscriptions.update(before.id, change);
  return { ...shop, cheap, dear, before, held, change };
}

it("waits with a change until its bill is paid", async () => {
  const { stripe, customer, cheap, dear, held, books, newest } = await openHeld();
  expect(held).toMatchObject({
    status: "active",
    items: { data: [{ price: { id: cheap.id } }] },
    pending_update: {
      expires_at: books.now() + 23 * 3600,
      subscription_items: [{ price: { id: dear.id } }],
    },
  });
  const { id: good } = await stripe.paymentMethods.attach("pm_card_visa", {
    customer: customer.id,
  });
  await stripe.invoices.pay(idOf(held.latest_invoice ?? ""), { payment_method: good });
  expect(await stripe.subscriptions.retrieve(held.id)).toMatchObject({
    pending_update: null,
    items: { data: [{ price: { id: dear.id } }] },
  });
  expect(await newest(3)).toContain("customer.subscription.pending_update_applied");
});

it("forgets a change that nobody paid for in time", async () => {
  const { stripe, cheap, held, moveBy, newest } = await openHeld();
  moveBy(24 * 3600);
  expect(await stripe.subscriptions.retrieve(held.id)).toMatchObject({
    status: "active",
    pending_update: null,
    items: { data: [{ price: { id: cheap.id } }] },
  });
  expect(await stripe.invoices.retrieve(idOf(held.latest_invoice ?? ""))).toMatchObject({
    status: "void",
  });
  expect(await newest(1)).toEqual(["customer.subscription.pending_update_expired"]);
});

it("makes a change at once when its bill is paid at once", async () => {
  const { stripe, customer, held, change, dear, newest } = await openHeld();
  const { id: good } = await stripe.paymentMethods.attach("pm_card_visa", {
    customer: customer.id,
  });
  await stripe.subscriptions.update(held.id, { default_payment_method: good });
  const after = await stripe.subscriptions.update(held.id, change);
  expect(after).toMatchObject({
    pending_update: null,
    items: { data: [{ price: { id: dear.id } }] },
  });
  expect(await newest(5)).not.toContain("customer.subscription.pending_update_applied");
});

it("takes only what can wait", async () => {
  const { stripe, held, change } = await openHeld();
  const asked = stripe.subscriptions.update(held.id, { ...change, description: "More" });
  expect((await refusalOf(asked)).message).toMatch("Unsupported: description");
});
