import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";

/** Whose it is to pay, by a method of its own or not: a plan, or a bill. */
interface Payable {
  customer: string | { id: string } | null;
  default_payment_method: string | Stripe.PaymentMethod | null;
}

/** Its own method, else its customer's, else the card they kept as older integrations do. */
export function usualMethod(
  books: Books,
  { customer, default_payment_method: own }: Payable,
): Stripe.PaymentMethod | undefined {
  const owner = books.customers.find(customer ? idOf(customer) : "");
  const usual = own ?? owner?.invoice_settings.default_payment_method ?? owner?.default_source;
  return usual ? books.paymentMethods.find(idOf(usual)) : undefined;
}
