import { z } from "zod";
import { discountsWish } from "../discounts/discounts-wish.ts";
import { shipping } from "../endpoint/address-params.ts";
import { trialSettings } from "../endpoint/billing-params.ts";
import { LOCALES } from "../endpoint/locales.ts";
import { flag, listOf, metadata, oneOf, text, webAddress, whole } from "../endpoint/params.ts";
import { recurring, taxBehavior, unitAmounts } from "../products/price-params.ts";
import { taxRatesWish } from "../taxes/tax-rates-wish.ts";

const word = text.optional();
const shape = z.strictObject;
const switched = shape({ enabled: flag });
const message = shape({ message: text }).optional();

const priceData = shape({
  currency: text,
  product: word,
  product_data: shape({
    name: text,
    description: word,
    images: listOf(text).optional(),
    metadata: metadata.optional(),
    unit_label: word,
  }).optional(),
  ...unitAmounts,
  recurring: recurring.optional(),
  tax_behavior: taxBehavior.optional(),
});

export const lineAsked = shape({
  adjustable_quantity: shape({
    enabled: flag,
    maximum: whole.optional(),
    minimum: whole.optional(),
  }).optional(),
  metadata: metadata.optional(),
  price: word,
  price_data: priceData.optional(),
  quantity: whole.optional(),
  tax_rates: taxRatesWish,
});

const intentData = shape({
  capture_method: oneOf(["automatic", "automatic_async", "manual"]).optional(),
  description: word,
  metadata: metadata.optional(),
  receipt_email: word,
  setup_future_usage: oneOf(["off_session", "on_session"]).optional(),
  shipping: shipping.optional(),
  statement_descriptor: word,
  statement_descriptor_suffix: word,
});

const subscriptionData = shape({
  default_tax_rates: taxRatesWish,
  description: word,
  metadata: metadata.optional(),
  trial_end: whole.optional(),
  trial_period_days: whole.optional(),
  trial_settings: trialSettings,
});

const invoiceCreation = shape({
  enabled: flag,
  invoice_data: shape({
    description: word,
    footer: word,
    metadata: metadata.optional(),
  }).optional(),
});

/** What a session can be asked to be. */
export const sessionWish = {
  allow_promotion_codes: flag.optional(),
  allowed_payment_method_types: listOf(text).optional(),
  automatic_tax: switched.optional(),
  billing_address_collection: oneOf(["auto", "required"]).optional(),
  cancel_url: webAddress.optional(),
  client_reference_id: word,
  consent_collection: shape({
    promotions: oneOf(["auto", "none"]).optional(),
    terms_of_service: oneOf(["none", "required"]).optional(),
  }).optional(),
  currency: word,
  custom_text: shape({
    after_submit: message,
    submit: message,
    terms_of_service_acceptance: message,
  }).optional(),
  customer: word,
  customer_creation: oneOf(["always", "if_required"]).optional(),
  customer_email: word,
  customer_update: shape({
    address: oneOf(["auto", "never"]).optional(),
    name: oneOf(["auto", "never"]).optional(),
  }).optional(),
  discounts: discountsWish,
  expires_at: whole.optional(),
  invoice_creation: invoiceCreation.optional(),
  line_items: listOf(lineAsked).optional(),
  // Beside the portal's languages Checkout knows this one.
  locale: oneOf([...LOCALES, "hi-IN"]).optional(),
  metadata: metadata.optional(),
  mode: oneOf(["payment", "setup", "subscription"]).optional(),
  payment_intent_data: intentData.optional(),
  payment_method_collection: oneOf(["always", "if_required"]).optional(),
  // Gone from the newest API; older ones still send it.
  payment_method_types: listOf(text).optional(),
  phone_number_collection: switched.optional(),
  return_url: webAddress.optional(),
  setup_intent_data: shape({ description: word, metadata: metadata.optional() }).optional(),
  submit_type: oneOf(["auto", "book", "donate", "pay", "subscribe"]).optional(),
  subscription_data: subscriptionData.optional(),
  success_url: webAddress.optional(),
  tax_id_collection: switched.optional(),
  ui_mode: oneOf(["elements", "embedded_page", "form", "hosted_page"]).optional(),
};

export type SessionWish = z.infer<z.ZodObject<typeof sessionWish>>;
export type LineAsked = z.infer<typeof lineAsked>;
export type PriceData = z.infer<typeof priceData>;
export type Mode = NonNullable<SessionWish["mode"]>;

/** As today's API names them, or as the ones before it did. */
export function methodTypes(asked: SessionWish): string[] | undefined {
  return asked.allowed_payment_method_types ?? asked.payment_method_types;
}
