import type Stripe from "stripe";
import { CARD, HOST, openTestPages } from "../testing.ts";

type Wish = Stripe.Checkout.SessionCreateParams;

/** What somebody types who pays by card. */
export const PAYER = { email: "ada@acme.test", ...CARD };

const plan: Wish = {
  mode: "subscription",
  success_url: `${HOST}/thanks?of={CHECKOUT_SESSION_ID}`,
  cancel_url: `${HOST}/plans?a=1&b=2`,
  line_items: [
    { price: "price_team", quantity: 2, adjustable_quantity: { enabled: true, maximum: 5 } },
  ],
};

/** A sandbox with a page to pay on. */
export function openTestCheckout() {
  const open = openTestPages();
  const { sessions } = open.stripe.checkout;

  async function opened(wish: Wish = {}) {
    const { id, url, amount_total } = await sessions.create({ ...plan, ...wish });
    return { id, url: url ?? "", expected_amount: String(amount_total) };
  }

  return {
    ...open,
    opened,
    now: (id: string) => sessions.retrieve(id, { expand: ["subscription", "customer"] }),
  };
}
