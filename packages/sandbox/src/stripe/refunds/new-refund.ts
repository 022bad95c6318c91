import type Stripe from "stripe";

interface Made {
  id: string;
  created: number;
  charge: Stripe.Charge;
  amount: number;
}

export interface RefundWish {
  metadata: Record<string, string>;
  reason: Stripe.Refund.Reason | null;
}

export function newRefund({ id, created, charge, amount }: Made, wish: RefundWish): Stripe.Refund {
  return {
    id,
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: {
        reference_status: "pending",
        reference_type: "acquirer_reference_number",
        type: "refund",
      },
      type: "card",
    },
    metadata: wish.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wish.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}
