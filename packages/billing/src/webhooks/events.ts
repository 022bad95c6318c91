import type Stripe from "stripe";

/** What we listen to, and why. The sandbox and a real endpoint are told exactly this list. */
export const EVENTS = {
  "customer.created": "a customer may name the organization it belongs to",
  "customer.updated": "its default card, or the organization it names, changed",
  "customer.deleted": "its organization has no customer any more",
  "customer.subscription.created": "an organization subscribed",
  "customer.subscription.updated": "the plan, the seats, the status or the end changed",
  "customer.subscription.deleted": "a subscription ended",
  "customer.subscription.paused": "a trial ended without a card",
  "customer.subscription.resumed": "a paused subscription goes on",
  "customer.subscription.trial_will_end": "the host is told that a trial ends within three days",
  "customer.subscription.pending_update_applied": "a change that waited for a payment holds",
  "customer.subscription.pending_update_expired": "a change that waited for a payment does not",
  "invoice.created": "a new invoice is drawn up",
  "invoice.updated": "an invoice changed",
  "invoice.finalized": "an invoice has its number and amount",
  "invoice.paid": "an invoice was paid",
  "invoice.payment_failed": "a payment failed, and the subscription may be past due",
  "invoice.payment_action_required": "the bank wants to ask the customer",
  "invoice.voided": "an invoice does not count any more",
  "invoice.marked_uncollectible": "an invoice was given up",
  "invoice.deleted": "a draft is gone",
  "payment_method.attached": "a card was added",
  "payment_method.updated": "a card changed",
  "payment_method.automatically_updated": "a bank replaced a card",
  "payment_method.detached": "a card was removed",
} as const satisfies Partial<Record<Stripe.Event.Type, string>>;

export function isListenedTo(type: string): boolean {
  return Object.hasOwn(EVENTS, type);
}
