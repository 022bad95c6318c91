import type Stripe from "stripe";
import type { Books } from "../../../books/books.ts";
import { idOf } from "../../../books/id-of.ts";
import { detach, payBy } from "../../../payment-methods/attach.ts";
import { keepCard } from "../../../payment-methods/keep-card.ts";
import type { CardFace } from "../../../payment-methods/new-card.ts";
import { confirmSetup } from "../../../setups/confirm-setup.ts";
import { newSetupIntent } from "../../../setups/new-setup-intent.ts";
import { keepChange } from "../../../subscriptions/keep-change.ts";
import { byPerson } from "../../by-person.ts";
import type { Visit } from "../visit.ts";

/** Asks the bank whether the card may be kept. It may want to ask the person first. */
export function addCard(books: Books, visit: Visit, card: CardFace, charged: boolean) {
  const { customer, link } = visit;
  const cause = byPerson();
  return books.together(() => {
    const bare = newSetupIntent(books.setupIntents.newId(), books.now());
    const intent = books.setupIntents.put({ ...bare, customer: customer.id });
    books.record("setup_intent.created", intent, cause);
    const method = keepCard(books, customer, card);
    const answered = confirmSetup(books, intent, method, {}, cause);
    const adding = { setup: intent.id, charged };
    books.portalLinks.put(link.token, { ...link, adding });
    return answered;
  });
}

/** The card is kept: from now on it is charged, where that was wished. Once, however often the page is opened. */
export function finishCard(books: Books, visit: Visit, intent: Stripe.SetupIntent) {
  const { link, customer, subscriptions } = visit;
  const method = intent.payment_method && idOf(intent.payment_method);
  books.together(() => {
    books.portalLinks.put(link.token, { ...link, adding: null });
    if (method && link.adding?.charged) chargeBy(books, { customer, subscriptions }, method);
  });
}

/** A plan's own card gives way to the customer's. */
export function chargeBy(
  books: Books,
  { customer, subscriptions }: Pick<Visit, "customer" | "subscriptions">,
  method: string,
) {
  const cause = byPerson();
  books.together(() => {
    if (customer.invoice_settings.default_payment_method !== method)
      payBy(books, customer, method, cause);
    for (const plan of subscriptions)
      if (plan.ended_at === null)
        keepChange(books, plan, { ...plan, default_payment_method: null }, cause);
  });
}

export function removeCard(books: Books, card: Stripe.PaymentMethod) {
  books.together(() => detach(books, card, byPerson()));
}
