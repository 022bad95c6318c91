import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { newId } from "../books/ids.ts";
import { makeMethod } from "./make-method.ts";

type Method = Stripe.PaymentMethod;

/** A card as older integrations keep it: a payment method under another kind of id. */
export function cardFromToken(books: Books, token: string): Method {
  const made = makeMethod(books, { type: "card", card: { token } });
  books.paymentMethods.delete(made.id);
  return books.paymentMethods.put({ ...made, id: newId("card", 24) });
}

/** The same card, as the API of their time shows it. */
export function cardOf({ id, card, billing_details: owner, ...method }: Method): Stripe.Card {
  if (!card) throw new Error(`${id} is no card.`);
  const { address_line1_check, address_postal_code_check, cvc_check } = card.checks ?? NO_CHECKS;
  const { fingerprint = null, brand, country, exp_month, exp_year, funding, last4 } = card;
  return {
    id,
    object: "card",
    address_city: owner.address?.city ?? null,
    address_country: owner.address?.country ?? null,
    address_line1: owner.address?.line1 ?? null,
    address_line1_check,
    address_line2: owner.address?.line2 ?? null,
    address_state: owner.address?.state ?? null,
    address_zip: owner.address?.postal_code ?? null,
    address_zip_check: address_postal_code_check,
    allow_redisplay: "unspecified",
    brand: BRANDS.get(brand) ?? brand,
    country,
    customer: method.customer,
    cvc_check,
    dynamic_last4: null,
    exp_month,
    exp_year,
    fingerprint,
    funding,
    last4,
    metadata: method.metadata,
    name: owner.name,
    regulated_status: card.regulated_status,
    tokenization_method: null,
  };
}

const NO_CHECKS = { address_line1_check: null, address_postal_code_check: null, cvc_check: null };
const BRANDS = new Map([
  ["amex", "American Express"],
  ["discover", "Discover"],
  ["mastercard", "MasterCard"],
  ["visa", "Visa"],
]);
