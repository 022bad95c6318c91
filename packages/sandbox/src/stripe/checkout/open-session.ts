import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { beginSetup } from "./begin.ts";
import { lineItems } from "./line-items.ts";
import { newSession } from "./new-session.ts";
import type { Order, OrderLine } from "./order.ts";
import { orderDiscounts } from "./order-discounts.ts";
import type { SessionWish } from "./session-params.ts";

/** A page to pay on, for what was found in order. */
export function openSession(
  books: Books,
  asked: SessionWish,
  lines: OrderLine[],
  cause: Cause,
): Stripe.Checkout.Session {
  const customer = books.customers.find(asked.customer ?? "") ?? null;
  const bare: Order = {
    ...emptyOrder(lines),
    subscription: asked.subscription_data,
    payment: asked.payment_intent_data,
    setup: asked.setup_intent_data,
    keeps: {
      name: asked.customer_update?.name === "auto",
      address: asked.customer_update?.address === "auto",
    },
  };
  const discounts = orderDiscounts(books, bare, asked.discounts ?? [], asked.customer);
  const sold = { ...bare, discounts };
  const session = newSession(books, asked, lineItems(books, sold));
  const order = { ...sold, session: session.id };
  const setup =
    asked.mode === "setup" ? beginSetup(books, { session, order, customer, cause }) : null;
  const begun =
    setup === null ? null : { customer: customer?.id ?? null, subscription: null, intent: setup };
  books.orders.put(session.id, { ...order, begun });
  return books.checkoutSessions.put({ ...session, setup_intent: setup });
}

/** Nothing but what is bought. */
export function emptyOrder(lines: OrderLine[]): Order {
  return {
    session: "",
    lines,
    subscription: undefined,
    payment: undefined,
    setup: undefined,
    keeps: { name: false, address: false },
    discounts: [],
    begun: null,
  };
}
