import type Stripe from "stripe";
import { declined } from "../bank/declines.ts";
import { cardEnding } from "../bank/test-cards.ts";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { cardFromToken, cardOf } from "./card-source.ts";

interface SourceWish {
  token: string;
  metadata?: Record<string, string>;
}

/** Keeps a card for a customer. */
export function keepSource(
  books: Books,
  customer: string,
  { token, metadata = {} }: SourceWish,
  cause: Cause,
): Stripe.PaymentMethod {
  const card = cardFromToken(books, token);
  const bank = cardEnding(card.card?.last4 ?? "");
  if (bank?.saved === "declined") throw declined(bank.decline);
  const kept = books.paymentMethods.put({ ...card, customer, metadata });
  books.record("customer.source.created", cardOf(kept), cause);
  return kept;
}

/** Forgets a card; the newest of the others takes its place. */
export function dropSource(books: Books, card: Stripe.PaymentMethod, cause: Cause) {
  const owner = card.customer && books.customers.find(idOf(card.customer));
  books.paymentMethods.put({ ...card, customer: null });
  books.record("customer.source.deleted", cardOf(card), cause);
  if (!owner || owner.default_source !== card.id) return;
  payFrom(books, owner, sourcesOf(books, owner.id)[0]?.id ?? null, cause);
}

/** Makes a card the one that a customer without a default payment method pays with. */
export function payFrom(
  books: Books,
  customer: Stripe.Customer,
  source: string | null,
  cause: Cause,
) {
  const after = books.customers.put({ ...customer, default_source: source });
  books.record("customer.updated", after, cause, customer);
}

/** Newest first. */
export function sourcesOf(books: Books, customer: string): Stripe.PaymentMethod[] {
  const all = books.paymentMethods.of(customer).toReversed();
  return all.filter(({ id }) => id.startsWith("card_"));
}
