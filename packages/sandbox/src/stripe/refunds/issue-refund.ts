import type Stripe from "stripe";
import { cardEnding } from "../bank/test-cards.ts";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { money } from "../money.ts";
import { invalid, tooSmall } from "../problem.ts";
import { newRefund, type RefundWish } from "./new-refund.ts";

type Charge = Stripe.Charge;

const MINUTE = 60;

/** Gives money back, all that is left or a part of it. */
export function issueRefund(
  books: Books,
  charge: Charge,
  { amount, ...wish }: RefundWish & { amount: number | undefined },
  cause: Cause,
): Stripe.Refund {
  const refunded = amount ?? charge.amount - charge.amount_refunded;
  requireRefundable(books, charge, refunded);
  const bank = cardEnding(charge.payment_method_details?.card?.last4 ?? "")?.refunded;
  const made = { id: books.refunds.newId(), created: books.now(), charge, amount: refunded };
  const refund = books.refunds.put({
    ...newRefund(made, wish),
    status: bank === "late" ? "pending" : "succeeded",
  });
  books.record("refund.created", refund, cause);
  books.record("charge.refunded", giveBack(books, charge, refunded), cause, charge);
  if (bank) {
    const customer = refund.customer && idOf(refund.customer);
    const at = books.now() + (bank === "late" ? 3 * MINUTE : 0);
    books.awaited.put(refund.id, { id: refund.id, customer, at });
  }
  return refund;
}

/** The bank says what became of it. */
export function finishRefund(books: Books, id: string) {
  const before = books.refunds.get(id, { param: "refund" });
  const failed = before.status === "succeeded";
  const after = books.refunds.put({
    ...before,
    status: failed ? "failed" : "succeeded",
    ...(failed && { failure_reason: "unknown" }),
  });
  tellUpdated(books, before, after, null);
  if (!failed || !after.charge) return;
  books.record("refund.failed", after, null);
  giveBack(books, books.charges.get(idOf(after.charge), { param: "charge" }), -after.amount);
}

export function tellUpdated(
  books: Books,
  before: Stripe.Refund,
  after: Stripe.Refund,
  cause: Cause,
) {
  for (const type of ["refund.updated", "charge.refund.updated"])
    books.record(type, after, cause, before);
}

function giveBack(books: Books, charge: Charge, amount: number): Charge {
  const amount_refunded = charge.amount_refunded + amount;
  return books.charges.put({
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount,
  });
}

function requireRefundable(books: Books, charge: Charge, amount: number) {
  const { id, currency } = charge;
  const left = charge.amount - charge.amount_refunded;
  const dispute = books.disputes.all().find((each) => each.charge === id);
  if (dispute && !dispute.is_charge_refundable && dispute.status !== "won")
    throw invalid(`Charge ${id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  if (left === 0)
    throw invalid(`Charge ${id} has already been refunded.`, { code: "charge_already_refunded" });
  if (amount < 1) throw tooSmall("amount", 1);
  if (amount > left)
    throw invalid(
      `Refund amount (${money(amount, currency)}) is greater than unrefunded amount on charge ` +
        `(${money(left, currency)})`,
      { param: "amount" },
    );
}
