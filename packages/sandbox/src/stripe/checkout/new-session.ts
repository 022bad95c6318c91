import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { newId } from "../books/ids.ts";
import type { LineItem } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { totalsOf } from "./line-items.ts";
import { methodTypes, type Mode, type SessionWish } from "./session-params.ts";
import { collectionOf, consentOf, creationOf, invoicingOf, taxOf } from "./session-settings.ts";

type Session = Stripe.Checkout.Session;

export function newSession(books: Books, asked: SessionWish, lines: LineItem[]): Session {
  const { mode = "payment", customer = null, customer_email: email = null } = asked;
  const id = newId("cs_test", 60);
  const created = books.now();
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: asked.allow_promotion_codes ?? null,
    allowed_payment_method_types: asked.allowed_payment_method_types ?? null,
    ...moneyOf(mode, lines),
    automatic_tax: taxOf(asked),
    billing_address_collection: asked.billing_address_collection ?? null,
    cancel_url: asked.cancel_url ?? null,
    client_reference_id: asked.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: consentOf(asked),
    created,
    currency: lines[0]?.currency ?? asked.currency?.toLowerCase() ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: asked.custom_text?.after_submit ?? null,
      shipping_address: null,
      submit: asked.custom_text?.submit ?? null,
      terms_of_service_acceptance: asked.custom_text?.terms_of_service_acceptance ?? null,
    },
    customer,
    customer_account: null,
    customer_creation: customer === null ? creationOf(mode, asked) : null,
    customer_details: knownOf(books, asked),
    customer_email: email,
    discounts: (asked.discounts ?? []).map(({ coupon = null, promotion_code = null }) => ({
      coupon,
      promotion_code,
    })),
    expires_at: asked.expires_at ?? created + DAY,
    integration_identifier: null,
    invoice: null,
    invoice_creation: invoicingOf(mode, asked),
    livemode: false,
    locale: asked.locale ?? null,
    managed_payments: null,
    metadata: mergeMetadata({}, asked.metadata),
    mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: collectionOf(mode, asked),
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: methodTypes(asked) ?? ["card"],
    payment_status: mode === "setup" ? "no_payment_required" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: asked.phone_number_collection?.enabled ?? false },
    recovered_from: null,
    saved_payment_method_options: mode === "setup" ? null : SAVED,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: asked.submit_type ?? null,
    subscription: null,
    success_url: asked.success_url ?? null,
    tax_id_collection: { enabled: asked.tax_id_collection?.enabled ?? false, required: "never" },
    ui_mode: "hosted_page",
    url: `${books.publicUrl}/c/pay/${id}`,
    wallet_options: null,
  };
}

function moneyOf(mode: Mode, lines: LineItem[]) {
  if (mode !== "setup") return totalsOf(lines);
  return { amount_subtotal: null, amount_total: null, total_details: null };
}

function knownOf(books: Books, { customer, customer_email }: SessionWish) {
  const owner = customer === undefined ? undefined : books.customers.find(customer);
  const email = owner?.email ?? customer_email ?? null;
  if (!owner && email === null) return null;
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: owner?.name ?? null,
    phone: null,
    tax_exempt: owner?.tax_exempt ?? "none",
    tax_ids: null,
  };
}

const SAVED: Session["saved_payment_method_options"] = {
  allow_redisplay_filters: ["always"],
  payment_method_remove: "disabled",
  payment_method_save: null,
};
