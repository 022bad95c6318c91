import type Stripe from "stripe";
import { newMethod, type MethodWish } from "./new-method.ts";

interface CardWish extends MethodWish {
  card: CardFace;
}

/** What is printed on a card. Who names no more gets four more years. */
export interface CardFace {
  brand: string;
  last4: string;
  exp_month?: number;
  exp_year?: number;
  name?: string;
}

export function newCard({ card, ...wish }: CardWish): Stripe.PaymentMethod {
  const { brand, last4, exp_month = 12, exp_year = yearOf(wish.created) + 4, name } = card;
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
      name: name ?? method.billing_details.name,
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
      exp_month,
      exp_year,
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

function yearOf(seconds: number): number {
  return new Date(seconds * 1000).getUTCFullYear();
}
