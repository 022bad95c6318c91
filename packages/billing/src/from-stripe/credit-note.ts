import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

const refund = z.object({ amount_refunded: z.number(), type: z.string().nullish() });

export const toldCreditNote = z
  .object({
    id,
    customer: reference,
    status: z.string(),
    number: z.string(),
    total: z.number(),
    post_payment_amount: z.number(),
    refunds: z.array(refund),
    currency: z.string(),
    reason: z.string().nullable(),
    invoice: reference,
    created: time,
  })
  .transform(
    ({ id: note, customer, created, refunds, post_payment_amount: back, ...each }): Told => ({
      id: note,
      customer,
      whole: true,
      says: {
        kind: "credit_note",
        ...each,
        otherwise: refunds.filter(isRefund).reduce((left, one) => left - one.amount_refunded, back),
        createdAt: created,
      },
    }),
  );

/** Money that was paid out of Stripe's sight goes back out of its sight, too. */
function isRefund({ type }: z.infer<typeof refund>): boolean {
  return type !== "payment_record_refund";
}
