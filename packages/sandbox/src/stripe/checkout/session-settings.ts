import type Stripe from "stripe";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import type { Mode, SessionWish } from "./session-params.ts";

type Session = Stripe.Checkout.Session;

// What was asked of a session, as the session shows it.

export function taxOf({ automatic_tax: asked }: SessionWish): Session["automatic_tax"] {
  const enabled = asked?.enabled ?? false;
  return {
    enabled,
    liability: enabled ? { type: "self" } : null,
    provider: enabled ? "stripe" : null,
    // What is sold here is taxed nowhere.
    status: enabled ? "complete" : null,
  };
}

export function consentOf({ consent_collection: asked }: Pick<SessionWish, "consent_collection">) {
  if (!asked) return null;
  return {
    payment_method_reuse_agreement: null,
    promotions: asked.promotions ?? null,
    terms_of_service: asked.terms_of_service ?? null,
  };
}

/** Bills go to customers, so a plan or an invoice needs one. */
export function creationOf(mode: Mode, asked: SessionWish) {
  if (mode === "subscription") return "always";
  if (asked.invoice_creation?.enabled) return "always";
  return asked.customer_creation ?? "if_required";
}

export function invoicingOf(
  mode: Mode,
  { invoice_creation: asked }: SessionWish,
): Session["invoice_creation"] {
  if (mode !== "payment") return null;
  const { description = null, footer = null, metadata } = asked?.invoice_data ?? {};
  return {
    enabled: asked?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description,
      footer,
      issuer: null,
      metadata: mergeMetadata({}, metadata),
      rendering_options: null,
    },
  };
}

export function collectionOf(mode: Mode, asked: SessionWish) {
  if (mode === "payment") return "if_required";
  return asked.payment_method_collection ?? "always";
}
