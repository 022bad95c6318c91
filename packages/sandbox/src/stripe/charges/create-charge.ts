import type Stripe from "stripe";
import type { z } from "zod";
import { declined, DECLINES } from "../bank/declines.ts";
import { cardEnding, declineOf } from "../bank/test-cards.ts";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { shipping } from "../endpoint/address-params.ts";
import { given } from "../endpoint/given.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, flag, metadata, text, whole } from "../endpoint/params.ts";
import { cardFromToken, cardOf } from "../payment-methods/card-source.ts";
import { awaitComplaint } from "../payments/confirm-payment.ts";
import { newPaymentIntent } from "../payments/new-payment-intent.ts";
import { invalid, missing, tooSmall } from "../problem.ts";
import { newCharge } from "./new-charge.ts";

export const chargeWish = {
  amount: whole,
  currency: text,
  capture: flag.optional(),
  customer: text.optional(),
  description: clearable.optional(),
  metadata: metadata.optional(),
  receipt_email: clearable.optional(),
  shipping: shipping.optional(),
  source: text.optional(),
  statement_descriptor: clearable.optional(),
  statement_descriptor_suffix: clearable.optional(),
};

type Asked = z.infer<z.ZodObject<typeof chargeWish>>;

/** Charges a card at once, as older integrations do. */
export function createCharge(books: Books, asked: Asked, cause: Cause): Stripe.Charge {
  const { amount, currency, capture, customer = null, source, metadata: meta, ...words } = asked;
  if (amount < 1) throw tooSmall("amount", 1);
  const card = sourceAsked(books, customer, source);
  const id = books.charges.newId();
  const made = { id, created: books.now(), amount, currency, customer, description: null };
  // A charge says of itself what an intent would: this one is kept by nobody.
  const wish: Stripe.PaymentIntent = {
    ...newPaymentIntent(made),
    ...given(words),
    capture_method: capture === false ? "manual" : "automatic",
    metadata: mergeMetadata({}, meta),
  };
  const bank = cardEnding(card.card?.last4 ?? "");
  const decline =
    bank?.charged === "asks" ? DECLINES.authentication_required : bank && declineOf(bank);
  const charge = books.charges.put({
    ...newCharge({ id, created: made.created, intent: wish, method: card, decline }),
    payment_intent: null,
    source: cardOf(card),
  });
  books.record(decline ? "charge.failed" : "charge.succeeded", charge, cause);
  if (decline) throw declined(decline, { charge: charge.id });
  if (bank?.disputed) awaitComplaint(books, charge);
  return charge;
}

function sourceAsked(books: Books, customer: string | null, source: string | undefined) {
  const owner = customer === null ? null : books.customers.get(customer, { param: "customer" });
  if (!owner) {
    if (source !== undefined) return cardFromToken(books, source);
    throw invalid("Must provide source or customer.");
  }
  const chosen = source ?? (owner.default_source && idOf(owner.default_source));
  if (!chosen)
    throw invalid("Cannot charge a customer that has no active card", {
      code: "missing",
      param: "card",
    });
  const card = books.paymentMethods.find(chosen);
  if (card?.customer === owner.id && card.card) return card;
  throw missing("source", chosen, { param: "source" });
}
