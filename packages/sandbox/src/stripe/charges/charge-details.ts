import type Stripe from "stripe";

/** How a charge was paid, as the charge tells it. */
export function detailsOf(
  method: Stripe.PaymentMethod,
  amount: number,
  mandate: string | undefined,
): Stripe.Charge.PaymentMethodDetails {
  const { card, sepa_debit: sepa, us_bank_account: us } = method;
  if (card) return { card: cardDetails(card, amount), type: "card" };
  if (sepa) {
    const { generated_from: _, ...account } = sepa;
    return { sepa_debit: { ...account, mandate: mandate ?? null }, type: "sepa_debit" };
  }
  if (us) return { type: "us_bank_account", us_bank_account: americanDetails(us, mandate) };
  throw new Error(`The sandbox charges no ${method.type}.`);
}

function americanDetails(account: Stripe.PaymentMethod.UsBankAccount, mandate: string | undefined) {
  const { account_holder_type, account_type, bank_name, fingerprint, last4 } = account;
  return {
    account_holder_type,
    account_type,
    bank_name,
    fingerprint,
    last4,
    ...(mandate !== undefined && { mandate }),
    payment_reference: null,
    routing_number: account.routing_number,
  };
}

function cardDetails(card: Stripe.PaymentMethod.Card, amount: number) {
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
