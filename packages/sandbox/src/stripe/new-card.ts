import type Stripe from "stripe";

interface CardWish {
  id: string;
  created: number;
  customer: Stripe.Customer | null;
  card: { brand: string; last4: string };
}

export function newCard({ id, created, customer, card }: CardWish): Stripe.PaymentMethod {
  const { brand, last4 } = card;
  return {
    id,
    object: "payment_method",
    allow_redisplay: "always",
    billing_details: {
      address: {
        city: null,
        country: "US",
        line1: null,
        line2: null,
        postal_code: "94107",
        state: null,
      },
      email: customer?.email ?? null,
      name: customer?.name ?? null,
      phone: null,
      tax_id: null,
    },
    card: {
      brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: "pass",
        cvc_check: "pass",
      },
      country: "US",
      display_brand: brand,
      exp_month: 12,
      exp_year: new Date(created * 1000).getUTCFullYear() + 4,
      fingerprint: `sandbox${last4}`,
      funding: "credit",
      generated_from: null,
      last4,
      networks: { available: [brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created,
    customer: customer?.id ?? null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}
