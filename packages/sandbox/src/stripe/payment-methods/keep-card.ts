import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { type CardFace, newCard } from "./new-card.ts";

/** A payment method from a card. It is nobody's until it is attached; whoever shows it lends it name and email. */
export function keepCard(
  books: Books,
  owner: Stripe.Customer | null,
  card: CardFace,
): Stripe.PaymentMethod {
  const made = { id: books.paymentMethods.newId(), created: books.now(), owner, card };
  return books.paymentMethods.put(newCard(made));
}
