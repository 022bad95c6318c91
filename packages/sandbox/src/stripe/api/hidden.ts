import type { Books } from "../books/books.ts";
import { lineItemsOf } from "../checkout/sessions.ts";
import { pageOf } from "../endpoint/lists.ts";
import { paymentOf } from "../invoices/payments.ts";
import { linkLines } from "../payment-links/payment-links.ts";
import { cardOf } from "../payment-methods/card-source.ts";
import { sourcesOf } from "../payment-methods/keep-source.ts";
import { amountsOf } from "../products/new-price.ts";
import { quoteLines } from "../quotes/quotes.ts";
import type { Sources } from "./expand.ts";

/** What an object shows only when it is asked to, by where it stands, found by the object's id. */
export function hiddenIn(books: Books): Sources["hidden"] {
  const byPath = new Map<string, (owner: string) => object | null | undefined>(
    Object.entries({
      applies_to: (id) => couponAt(id)?.applies_to,
      confirmation_secret: secretOf,
      currency_options: (id) => couponAt(id)?.currency_options ?? amountsOf(books.prices.find(id)),
      "features.subscription_update.products": (id) => books.portalProducts.get(id) ?? null,
      line_items: linesOf,
      payments: (id) => books.invoices.find(id) && paymentsOf(id),
      refunds: (id) => books.charges.find(id) && refundsOf(id),
      sources: (id) => books.customers.find(id) && cardsOf(id),
      subscriptions: (id) => books.customers.find(id) && subscriptionsOf(id),
    }),
  );
  return (owner, path) =>
    "id" in owner && typeof owner.id === "string" ? byPath.get(path)?.(owner.id) : undefined;

  function couponAt(id: string) {
    return books.coupons.find(id) ?? books.deletedCoupons.find(id);
  }

  function secretOf(id: string) {
    const invoice = books.invoices.find(id);
    if (!invoice) return undefined;
    const client_secret = paymentOf(books, invoice)?.intent.client_secret;
    return client_secret ? { client_secret, type: "payment_intent" } : null;
  }

  function linesOf(id: string) {
    if (books.paymentLinks.find(id)) return linkLines(books, id);
    if (books.quotes.find(id)) return quoteLines(books, id);
    return books.checkoutSessions.find(id) && lineItemsOf(books, id);
  }

  function paymentsOf(invoice: string) {
    const url = `/v1/invoice_payments?invoice=${invoice}`;
    return pageOf(books.invoicePayments.of(invoice), {}, url, "invoice payment");
  }

  function cardsOf(customer: string) {
    const cards = sourcesOf(books, customer).map(cardOf);
    return pageOf(cards, {}, `/v1/customers/${customer}/sources`, "source");
  }

  function refundsOf(charge: string) {
    const found = books.refunds.all().filter((each) => each.charge === charge);
    return pageOf(found, {}, `/v1/charges/${charge}/refunds`, "refund");
  }

  function subscriptionsOf(customer: string) {
    const live = books.subscriptions
      .of(customer)
      .filter((each) => each.ended_at === null)
      .toReversed();
    return pageOf(live, {}, `/v1/customers/${customer}/subscriptions`, "subscription");
  }
}
