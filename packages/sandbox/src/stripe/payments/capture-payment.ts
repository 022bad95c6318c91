import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { invalid } from "../problem.ts";
import { unexpected } from "./confirmable.ts";

/** Takes what was held, or a part of it; the rest goes back. */
export function capturePayment(
  books: Books,
  intent: Stripe.PaymentIntent,
  amount: number,
  cause: Cause,
): Stripe.PaymentIntent {
  if (intent.status !== "requires_capture")
    throw unexpected(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. ` +
        "Only a PaymentIntent with one of the following statuses may be captured: requires_capture.",
    );
  const held = books.charges.get(intent.latest_charge ? idOf(intent.latest_charge) : "", {
    param: "charge",
  });
  captureCharge(books, held, { amount, param: "amount_to_capture" }, cause);
  const paid = books.paymentIntents.put({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: "succeeded",
  });
  books.record("payment_intent.succeeded", paid, cause);
  return paid;
}

export function captureCharge(
  books: Books,
  held: Stripe.Charge,
  { amount, param }: { amount: number; param: string },
  cause: Cause,
): Stripe.Charge {
  if (held.captured)
    throw invalid(`Charge ${held.id} has already been captured.`, {
      code: "charge_already_captured",
    });
  if (amount > held.amount)
    throw invalid("The amount to capture is greater than the amount that can be captured.", {
      code: "amount_too_large",
      param,
    });
  const captured = books.charges.put({
    ...held,
    amount_captured: amount,
    amount_refunded: held.amount - amount,
    captured: true,
  });
  books.record("charge.captured", captured, cause);
  return captured;
}
