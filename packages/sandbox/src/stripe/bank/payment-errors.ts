import type Stripe from "stripe";
import { pageOfCode } from "../problem.ts";
import type { Decline } from "./declines.ts";

// What an intent remembers of its last attempt.

export function cardDeclined(method: Stripe.PaymentMethod, decline: Decline, charge?: string) {
  return {
    ...decline,
    ...(charge !== undefined && { charge }),
    doc_url: pageOfCode(decline.code),
    payment_method: method,
    type: "card_error",
  } as const;
}

/** The person told their bank that this was not them. */
export function notAuthenticated<Kind extends "payment" | "setup">(
  kind: Kind,
  method: Stripe.PaymentMethod,
) {
  const code = `${kind}_intent_authentication_failure` as const;
  return {
    code,
    doc_url: pageOfCode(code),
    message:
      "The provided PaymentMethod has failed authentication. You can provide payment_method_data " +
      "or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
    payment_method: method,
    type: "invalid_request_error",
  } as const;
}

const FAILURES = {
  account_closed: "The customer's bank account has been closed.",
  debit_not_authorized: "The customer has notified their bank that this payment was unauthorized.",
  insufficient_funds: "The customer's account has insufficient funds to cover this payment.",
  no_account: "The customer's bank account could not be located.",
};

export type DebitFailure = keyof typeof FAILURES;

export function debitFailed(method: Stripe.PaymentMethod, code: DebitFailure, charge: string) {
  return {
    charge,
    code,
    doc_url: pageOfCode(code),
    message: FAILURES[code],
    payment_method: method,
    type: "invalid_request_error",
  } as const;
}
