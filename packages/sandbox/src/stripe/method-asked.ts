import type Stripe from "stripe";
import { methodNamed } from "./attach.ts";
import type { Books } from "./books.ts";
import { idOf } from "./id-of.ts";

type Owner = Stripe.PaymentIntent["customer"];

/** The payment method an intent is to go by, where one is named. */
export function methodAsked(
  books: Books,
  owner: Owner,
  named: string | undefined,
): Stripe.PaymentMethod | undefined {
  if (named === undefined) return undefined;
  const customer = owner === null ? null : (books.customers.find(idOf(owner)) ?? null);
  const where = { param: "payment_method" };
  return methodNamed(books, customer, { id: named, where, takes: "any" });
}
