import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { codeTyped } from "../discounts/redeemable.ts";
import { lineItems, totalsOf } from "./line-items.ts";
import type { Order } from "./order.ts";
import { orderDiscounts } from "./order-discounts.ts";

/** Takes quantities by the ids of their lines, as far as they are within bounds. */
export function changeQuantities(
  books: Books,
  session: Stripe.Checkout.Session,
  quantities: URLSearchParams,
) {
  const order = books.orders.get(session.id);
  if (!order || order.begun) return;
  const lines = order.lines.map((line) => {
    const asked = quantities.get(line.id) ?? "";
    const { minimum, maximum } = line.adjustable ?? { minimum: 1, maximum: 0 };
    const quantity = Number(asked);
    const fits = /^\d{1,6}$/.test(asked) && quantity >= minimum && quantity <= maximum;
    return fits ? { ...line, quantity } : line;
  });
  const changed = { ...order, lines };
  if (isWorthwhile(books, session, changed)) keepOrder(books, session, changed);
}

/** Something is bought still, and of a plan something that renews. */
function isWorthwhile(books: Books, { mode }: Stripe.Checkout.Session, order: Order): boolean {
  const bought = lineItems(books, order).filter(({ quantity }) => (quantity ?? 0) > 0);
  return bought.some(({ price }) => mode === "payment" || price.recurring !== null);
}

function keepOrder(books: Books, session: Stripe.Checkout.Session, order: Order) {
  books.orders.put(session.id, order);
  books.checkoutSessions.put({ ...session, ...totalsOf(lineItems(books, order)) });
}

/** Takes a code off what is to pay, or no code any more. Refuses in Stripe's words. */
export function changePromotion(
  books: Books,
  session: Stripe.Checkout.Session,
  typed: string | null,
) {
  const order = books.orders.get(session.id);
  if (!order || order.begun || session.allow_promotion_codes !== true) return;
  const wishes = typed === null ? [] : [{ promotion_code: codeTyped(books, typed).id }];
  const whose = session.customer ? idOf(session.customer) : undefined;
  const discounts = orderDiscounts(books, order, wishes, whose);
  const shown = discounts.map(({ promotion_code }) => ({ coupon: null, promotion_code }));
  keepOrder(books, { ...session, discounts: shown }, { ...order, discounts });
}
