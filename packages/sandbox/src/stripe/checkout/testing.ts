import { expect } from "vitest";
import type Stripe from "stripe";
import { openTestSandbox } from "../testing/sandbox.ts";

export type Wish = Stripe.Checkout.SessionCreateParams;

const success_url = "http://localhost:5173/thanks";
export const team = { price: "price_team", quantity: 2 };
export const pen = {
  price_data: { currency: "usd", unit_amount: 250, product_data: { name: "Pen" } },
  quantity: 2,
};
export const once: Wish = { mode: "payment", success_url, line_items: [pen] };
export const plan: Wish = { mode: "subscription", success_url, line_items: [team] };

export const idOf = (value: string | { id: string } | null) =>
  typeof value === "string" ? value : (value?.id ?? "");

/** A sandbox where somebody pays. */
export function openTill() {
  const open = openTestSandbox();
  const { checkout, events } = open.stripe;

  /** Pays as Stripe's own page does. */
  function confirm(session: string, method: string | undefined, more = {}) {
    const body = new URLSearchParams({ ...more, ...(method && { payment_method: method }) });
    return open.ask(`/v1/payment_pages/${session}/confirm`, { method: "POST", body });
  }

  /** What was paid, and what was told of it meanwhile. */
  async function paid(wish: Wish, method = "pm_card_visa") {
    const { id } = await checkout.sessions.create(wish);
    const before = (await events.list({ limit: 1 })).data[0]?.id ?? "";
    expect((await confirm(id, method)).status).toBe(200);
    const { data } = await events.list({ ending_before: before, limit: 100 });
    const told = data.map(({ type }) => type).toReversed();
    return { told, session: await checkout.sessions.retrieve(id) };
  }

  return { ...open, confirm, paid };
}
