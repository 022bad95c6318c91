import type Stripe from "stripe";
import { notAuthenticated } from "../../bank/payment-errors.ts";
import type { Books, Cause } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import { charge, refuse } from "../../payments/confirm-payment.ts";
import { takePayment } from "../../payments/take-payment.ts";
import { failSetup, succeedSetup } from "../../setups/confirm-setup.ts";

// What a person tells their bank when it asks, about an intent that requires an action.

export function approvePayment(books: Books, intent: Stripe.PaymentIntent, cause: Cause) {
  return takePayment(books, intent, methodOf(books, intent), charge, cause);
}

export function refusePayment(books: Books, intent: Stripe.PaymentIntent, cause: Cause) {
  const method = methodOf(books, intent);
  const error = notAuthenticated("payment", method);
  return takePayment(books, intent, method, () => refuse(books, intent, error, cause), cause);
}

export function approveSetup(books: Books, intent: Stripe.SetupIntent, cause: Cause) {
  return succeedSetup(books, intent, methodOf(books, intent), cause);
}

export function refuseSetup(books: Books, intent: Stripe.SetupIntent, cause: Cause) {
  const method = methodOf(books, intent);
  return failSetup(books, intent, method, notAuthenticated("setup", method), cause);
}

function methodOf(books: Books, { payment_method: method }: { payment_method: Named }) {
  return books.paymentMethods.get(method ? idOf(method) : "", { param: "payment_method" });
}

type Named = string | Stripe.PaymentMethod | null;
