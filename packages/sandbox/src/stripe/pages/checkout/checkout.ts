import type Stripe from "stripe";
import type { Books } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import type { LineItem } from "../../books/shapes.ts";
import { lineItems } from "../../checkout/line-items.ts";
import type { Order } from "../../checkout/order.ts";
import { asItStands } from "../../checkout/session-at.ts";
import { waysOf } from "./ways.ts";

/** What somebody stands before who opened a session's page. */
export interface Checkout {
  session: Stripe.Checkout.Session;
  order: Order;
  lines: LineItem[];
  customer: Stripe.Customer | undefined;
  /** The cards a known customer may pay with again. */
  cards: Stripe.PaymentMethod[];
  /** The promotion code that was taken, as people write it. */
  codeTaken: string | undefined;
  now: number;
  root: string;
}

export function checkoutAt(books: Books, id: string): Checkout | undefined {
  const kept = books.checkoutSessions.find(id);
  const order = books.orders.get(id);
  if (!kept || !order) return undefined;
  const session = asItStands(books, kept);
  const customer = session.customer ? books.customers.find(idOf(session.customer)) : undefined;
  const reuses = session.mode !== "setup" && waysOf(session).includes("card");
  const keeps = reuses ? customer : undefined;
  return {
    session,
    order,
    lines: lineItems(books, order),
    customer,
    cards: keeps
      ? books.paymentMethods
          .of(keeps.id)
          .filter(({ card }) => card)
          .toReversed()
      : [],
    codeTaken: codeIn(books, session),
    now: books.now(),
    root: `/c/pay/${id}`,
  };
}

function codeIn({ promotionCodes }: Books, { discounts }: Checkout["session"]) {
  const taken = discounts?.[0]?.promotion_code;
  return taken ? promotionCodes.find(idOf(taken))?.code : undefined;
}
