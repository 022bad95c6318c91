import type Stripe from "stripe";

export interface MethodWish {
  id: string;
  created: number;
  /** Whose name it bears. */
  owner: Stripe.Customer | null;
}

/** What all payment methods have, whatever they are. It is nobody's yet. */
export function newMethod(
  { id, created, owner }: MethodWish,
  type: "card" | "sepa_debit" | "us_bank_account",
): Stripe.PaymentMethod {
  return {
    id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: {
      address: null,
      email: owner?.email ?? null,
      name: owner?.name ?? null,
      phone: null,
      tax_id: null,
    },
    created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
  };
}
