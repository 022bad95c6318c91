import type Stripe from "stripe";
import { type MethodWish, newMethod } from "./new-method.ts";

/** Where the bank's code stands in an IBAN. */
const BANKS = new Map([
  ["AT", [4, 9]],
  ["DE", [4, 12]],
  ["FR", [4, 9]],
  ["IT", [5, 10]],
]);

export function newSepaDebit(wish: MethodWish, iban: string): Stripe.PaymentMethod {
  const country = iban.slice(0, 2);
  const place = BANKS.get(country);
  return {
    ...newMethod(wish, "sepa_debit"),
    sepa_debit: {
      bank_code: place ? iban.slice(...place) : null,
      branch_code: null,
      country,
      fingerprint: `sandbox${iban.slice(-8)}`,
      generated_from: { charge: null, setup_attempt: null },
      last4: iban.slice(-4),
    },
  };
}

export function newUsAccount(wish: MethodWish, last4: string): Stripe.PaymentMethod {
  return {
    ...newMethod(wish, "us_bank_account"),
    us_bank_account: {
      account_holder_type: "individual",
      account_type: "checking",
      bank_name: "STRIPE TEST BANK",
      financial_connections_account: null,
      fingerprint: `sandbox${last4}`,
      last4,
      networks: { preferred: "ach", supported: ["ach"] },
      routing_number: "110000000",
      status_details: {},
    },
  };
}

/** Its two check digits make the whole number, letters as numbers, leave 1 when divided by 97. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const turned = text.slice(4) + text.slice(0, 4);
  const digits = turned.replaceAll(/[A-Z]/g, (letter) => String(parseInt(letter, 36)));
  return BigInt(digits) % 97n === 1n;
}
