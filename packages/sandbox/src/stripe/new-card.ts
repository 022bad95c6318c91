import type Stripe from "stripe";
import { newMethod, type MethodWish } from "./new-method.ts";

interface CardWish extends MethodWish {
  card: { brand: string; last4: string };
}

export function newCard({ card: { brand, last4 }, ...wish }: CardWish): Stripe.PaymentMethod {
  const method = newMethod(wish, "card");
  return {
    ...method,
    billing_details: {
      ...method.billing_details,
      address: {
        city: null,
        country: "US",
        line1: null,
        line2: null,
        postal_code: "94107",
        state: null,
      },
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
      exp_year: new Date(wish.created * 1000).getUTCFullYear() + 4,
      fingerprint: `sandbox${last4}`,
      funding: "credit",
      generated_from: null,
      last4,
      networks: { available: [brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  };
}
