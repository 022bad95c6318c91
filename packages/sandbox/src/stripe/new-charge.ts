import type Stripe from "stripe";
import { DECLINED } from "./problem.ts";

interface ChargeWish {
  id: string;
  created: number;
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  paid: boolean;
}

export function newCharge({ id, created, intent, method, paid }: ChargeWish): Stripe.Charge {
  const { amount, currency, customer, description, metadata } = intent;
  const { address, email, name, phone, tax_id } = method.billing_details;
  return {
    id,
    object: "charge",
    amount,
    amount_captured: paid ? amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address, email, name, phone, tax_id },
    calculated_statement_descriptor: "PORTICO",
    captured: paid,
    created,
    currency,
    customer,
    description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: paid ? null : "card_declined",
    failure_message: paid ? null : DECLINED,
    fraud_details: {},
    livemode: false,
    metadata,
    on_behalf_of: null,
    outcome: paid ? APPROVED : REFUSED,
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: cardOf(method, amount), type: "card" },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
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

const REFUSED: Stripe.Charge.Outcome = {
  advice_code: "try_again_later",
  network_advice_code: null,
  network_decline_code: "01",
  network_status: "declined_by_network",
  reason: "generic_decline",
  risk_level: "normal",
  seller_message: "The bank did not return any further details with this decline.",
  type: "issuer_declined",
};

function cardOf({ card }: Stripe.PaymentMethod, amount: number) {
  if (!card) throw new Error("The sandbox charges cards alone.");
  const { brand, country, exp_month, exp_year, funding, last4, fingerprint = null } = card;
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand,
    checks: card.checks,
    country,
    electronic_commerce_indicator: null,
    exp_month,
    exp_year,
    fingerprint,
    funding,
    installments: null,
    last4,
    mandate: null,
    network: brand,
    network_transaction_id: null,
    regulated_status: card.regulated_status,
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}
