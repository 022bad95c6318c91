import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { consentOf } from "../checkout/session-settings.ts";
import { given } from "../endpoint/given.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import type { LinkWish, PaymentLink } from "./link-params.ts";

export function linkJson(books: Books, link: PaymentLink): Stripe.PaymentLink {
  const { id, active, currency, wish, renews } = link;
  const { hosted_confirmation: words, redirect } = wish.after_completion ?? {};
  return {
    id,
    object: "payment_link",
    active,
    after_completion: redirect
      ? { redirect, type: "redirect" }
      : {
          hosted_confirmation: { custom_message: words?.custom_message ?? null },
          type: "hosted_confirmation",
        },
    allow_promotion_codes: wish.allow_promotion_codes ?? false,
    application: null,
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null },
    billing_address_collection: wish.billing_address_collection ?? "auto",
    consent_collection: consentOf(wish),
    currency,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
      ...given(wish.custom_text ?? {}),
    },
    customer_creation: wish.customer_creation ?? (renews ? "always" : "if_required"),
    inactive_message: wish.inactive_message ?? null,
    invoice_creation: renews
      ? null
      : { enabled: wish.invoice_creation?.enabled ?? false, invoice_data: null },
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, wish.metadata),
    on_behalf_of: null,
    payment_intent_data: null,
    payment_method_collection:
      wish.payment_method_collection ?? (renews ? "always" : "if_required"),
    payment_method_options: null,
    payment_method_types: wish.payment_method_types ?? null,
    phone_number_collection: wish.phone_number_collection ?? { enabled: false },
    restrictions: wish.restrictions
      ? {
          completed_sessions: {
            count: completedOf(books, id),
            limit: wish.restrictions.completed_sessions.limit,
          },
        }
      : null,
    shipping_address_collection: null,
    shipping_options: [],
    submit_type: wish.submit_type ?? "auto",
    subscription_data: renews ? subscriptionOf(wish) : null,
    tax_id_collection: { enabled: wish.tax_id_collection?.enabled ?? false, required: "never" },
    transfer_data: null,
    url: `${books.publicUrl}/pay/${id}`,
  };
}

/** How often the link was paid by. */
export function completedOf({ checkoutSessions }: Books, id: string): number {
  return checkoutSessions
    .all()
    .filter(({ payment_link, status }) => payment_link === id && status === "complete").length;
}

function subscriptionOf({ subscription_data: data }: LinkWish) {
  const missing = data?.trial_settings?.end_behavior.missing_payment_method;
  return {
    description: data?.description ?? null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    metadata: mergeMetadata({}, data?.metadata),
    trial_period_days: data?.trial_period_days ?? null,
    trial_settings: missing ? { end_behavior: { missing_payment_method: missing } } : null,
  };
}
