import type Stripe from "stripe";
import type { Decline } from "../bank/declines.ts";
import { detailsOf } from "./charge-details.ts";

interface ChargeWish {
  id: string;
  created: number;
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  /** Without one the bank pays. */
  decline: Decline | undefined;
}

/** A debit of a bank account: nobody knows yet whether it is paid. */
export function pendingCharge(wish: Omit<ChargeWish, "decline">, mandate: string | undefined) {
  const { intent, method } = wish;
  return {
    ...newCharge({ ...wish, decline: undefined }),
    outcome: { ...APPROVED, risk_level: "not_assessed" },
    paid: false,
    payment_method_details: detailsOf(method, intent.amount, mandate),
    status: "pending",
  } satisfies Stripe.Charge;
}

export function newCharge({ id, created, intent, method, decline }: ChargeWish): Stripe.Charge {
  const { amount, currency, customer, description, metadata } = intent;
  const { statement_descriptor: descriptor, statement_descriptor_suffix: suffix } = intent;
  const paid = decline === undefined;
  const captured = paid && intent.capture_method !== "manual";
  const { address, email, name, phone, tax_id } = method.billing_details;
  return {
    id,
    object: "charge",
    amount,
    amount_captured: captured ? amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address, email, name, phone, tax_id },
    calculated_statement_descriptor: suffix ? `PORTICO* ${suffix}` : (descriptor ?? "PORTICO"),
    captured,
    created,
    currency,
    customer,
    description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata,
    on_behalf_of: null,
    outcome: decline ? refused(decline) : APPROVED,
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method, amount, undefined),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: descriptor,
    statement_descriptor_suffix: suffix,
    status: paid ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: null,
  };
}

const APPROVED: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: "approved_by_network",
  reason: null,
  risk_level: "normal",
  seller_message: "Payment complete.",
  type: "authorized",
};

function refused({ decline_code: reason, ...decline }: Decline): Stripe.Charge.Outcome {
  return {
    advice_code: decline.advice_code ?? null,
    network_advice_code: null,
    network_decline_code: decline.network_decline_code ?? null,
    network_status: "declined_by_network",
    reason,
    risk_level: "normal",
    seller_message:
      reason === "generic_decline"
        ? "The bank did not return any further details with this decline."
        : `The bank returned the decline code \`${reason}\`.`,
    type: "issuer_declined",
  };
}
