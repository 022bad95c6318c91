import type { Kind } from "@portico/db";
import type Stripe from "stripe";

/** What we listen to, and what it tells, as people read it in the history. The sandbox and a real endpoint are told exactly this list. */
export const EVENTS = {
  "customer.created": "there is a new customer",
  "customer.updated": "the customer's card, name or balance at Stripe changed",
  "customer.deleted": "the customer was deleted",
  "customer.subscription.created": "an organization subscribed",
  "customer.subscription.updated": "the plan, the seats, the status or the end changed",
  "customer.subscription.deleted": "a subscription ended",
  "customer.subscription.paused": "a trial ended without a card",
  "customer.subscription.resumed": "a paused subscription goes on",
  "customer.subscription.trial_will_end": "a trial ends within three days",
  "customer.subscription.pending_update_applied": "a change that waited for a payment holds",
  "customer.subscription.pending_update_expired": "a change that waited for a payment does not",
  "customer.discount.created": "a plan costs less from now on",
  "customer.discount.updated": "another coupon counts",
  "customer.discount.deleted": "a plan costs what it did before",
  "invoice.created": "a new invoice is drawn up",
  "invoice.updated": "an invoice changed",
  "invoice.finalized": "an invoice has its number and amount",
  "invoice.paid": "an invoice was paid",
  "invoice.payment_failed": "a payment failed, and the subscription may be past due",
  "invoice.payment_action_required": "the bank wants to ask the customer",
  "invoice.voided": "an invoice does not count any more",
  "invoice.marked_uncollectible": "an invoice was given up",
  "invoice.deleted": "the draft of an invoice is gone",
  "payment_method.attached": "a card was added",
  "payment_method.updated": "a card changed",
  "payment_method.automatically_updated": "a bank replaced a card",
  "payment_method.detached": "a card was removed",
  "refund.created": "money goes back",
  "refund.updated": "money that goes back arrived, or did not",
  "refund.failed": "money that should go back did not",
  "credit_note.created": "an invoice was corrected",
  "credit_note.updated": "a correction changed",
  "credit_note.voided": "a correction does not count any more",
  "charge.dispute.created": "a payment was disputed at the bank",
  "charge.dispute.updated": "the bank knows more",
  "charge.dispute.closed": "the bank decided",
  "charge.dispute.funds_withdrawn": "the bank took the money back for now",
  "charge.dispute.funds_reinstated": "the bank gave the money back",
  "product.updated": "a plan is called something else",
  "price.created": "a plan may be sold at another price from now on",
  "price.updated": "a plan may not be sold at a price any more",
} as const satisfies Partial<Record<Stripe.Event.Type, string>>;

export function isListenedTo(type: string): boolean {
  return Object.hasOwn(EVENTS, type);
}

/** The more special before the more general. */
const KINDS: [beginning: string, kind: Kind][] = [
  ["customer.subscription.", "subscription"],
  ["customer.discount.", "discount"],
  ["customer.", "customer"],
  ["invoice.", "invoice"],
  ["payment_method.", "payment_method"],
  ["refund.", "refund"],
  ["credit_note.", "credit_note"],
  ["charge.dispute.", "dispute"],
];

/** What a letter of this type is about; nothing where it is about no customer's object, but a plan or its price. */
export function kindOf(type: string): Kind | undefined {
  return KINDS.find(([beginning]) => type.startsWith(beginning))?.[1];
}

const FAREWELLS: readonly string[] = [
  "customer.deleted",
  "customer.discount.deleted",
  "invoice.deleted",
  "payment_method.detached",
] satisfies (keyof typeof EVENTS)[];

/** What such a letter is about does not exist any more. */
export function saysFarewell(type: string): boolean {
  return FAREWELLS.includes(type);
}
