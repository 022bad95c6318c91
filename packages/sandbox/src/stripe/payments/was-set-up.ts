import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";

interface Intent {
  payment_method: string | Stripe.PaymentMethod | null;
  status: string;
}

/** Whether a person's bank has agreed that this method may be charged later. */
export function wasSetUp(books: Books, { id, customer }: Stripe.PaymentMethod): boolean {
  if (!customer) return false;
  const owner = idOf(customer);
  const agreed = ({ payment_method: method, status }: Intent) =>
    status === "succeeded" && method !== null && idOf(method) === id;
  return (
    books.setupIntents.of(owner).some(agreed) ||
    books.paymentIntents
      .of(owner)
      .some((intent) => intent.setup_future_usage === "off_session" && agreed(intent))
  );
}
