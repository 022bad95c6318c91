import type Stripe from "stripe";
import { declined } from "../bank/declines.ts";
import { US_ACCOUNTS } from "../bank/test-accounts.ts";
import { TEST_CARDS } from "../bank/test-cards.ts";
import type { Books, Cause } from "../books/books.ts";
import { invalid } from "../problem.ts";
import { keepChange } from "../subscriptions/keep-change.ts";
import { keepCard } from "./keep-card.ts";
import { newUsAccount } from "./new-debit.ts";

type Where = { path: string } | { param: string };

/** Gives a payment method to a customer. The name of a test card makes a new one. */
export function attach(
  books: Books,
  customer: Stripe.Customer,
  id: string,
  where: Where,
  cause: Cause,
): Stripe.PaymentMethod {
  const attached = books.paymentMethods.put({
    ...methodNamed(books, customer, { id, where, takes: "saved" }),
    customer: customer.id,
  });
  books.record("payment_method.attached", attached, cause);
  return attached;
}

/** The same for one that was just charged or agreed to; whose it was before, it stays. */
export function saveFor(
  books: Books,
  customer: Stripe.Customer,
  method: Stripe.PaymentMethod,
  cause: Cause,
) {
  if (method.customer !== null) return;
  const saved = books.paymentMethods.put({ ...method, customer: customer.id });
  books.record("payment_method.attached", saved, cause);
}

interface Named {
  id: string;
  where: Where;
  /** A card that is only charged need not be one the bank lets people save. */
  takes: "saved" | "any";
}

export function methodNamed(
  books: Books,
  customer: Stripe.Customer | null,
  { id, where, takes }: Named,
): Stripe.PaymentMethod {
  const card = TEST_CARDS.get(id);
  if (card?.saved === "declined" && takes === "saved") throw declined(card.decline);
  if (card) return keepCard(books, customer, card);
  const account = US_ACCOUNTS.get(id);
  const wish = { id: books.paymentMethods.newId(), created: books.now(), owner: customer };
  if (account) return books.paymentMethods.put(newUsAccount(wish, account.last4));
  const method = books.paymentMethods.get(id, where);
  if (method.customer !== null && method.customer !== customer?.id)
    throw invalid("The payment method you provided has already been attached to a customer.", {
      param: "payment_method",
    });
  return method;
}

/** Takes a payment method away; whoever paid with it by default has no default any more. */
export function detach(
  books: Books,
  method: Stripe.PaymentMethod,
  cause: Cause,
): Stripe.PaymentMethod {
  const owner = typeof method.customer === "string" ? books.customers.find(method.customer) : null;
  if (!owner)
    throw invalid(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      { param: "payment_method" },
    );
  const detached = books.paymentMethods.put({ ...method, customer: null });
  books.record("payment_method.detached", detached, cause, method);
  for (const plan of books.subscriptions.all())
    if (plan.default_payment_method === method.id)
      keepChange(books, plan, { ...plan, default_payment_method: null }, cause);
  if (owner.invoice_settings.default_payment_method === method.id) payBy(books, owner, null, cause);
  return detached;
}

/** Makes a payment method the one a customer pays with, unless a plan has its own. */
export function payBy(
  books: Books,
  customer: Stripe.Customer,
  method: string | null,
  cause: Cause,
): Stripe.Customer {
  const after = books.customers.put({
    ...customer,
    invoice_settings: { ...customer.invoice_settings, default_payment_method: method },
  });
  books.record("customer.updated", after, cause, customer);
  return after;
}
