import type { Books } from "./books.ts";
import { linkJson } from "./checkout/link-json.ts";
import { linkLines } from "./checkout/payment-links.ts";
import { lineItemsOf } from "./checkout/sessions.ts";
import { couponJson, promotionCodeJson } from "./coupon-json.ts";
import { deletedDiscountJson, discountJson } from "./discount-json.ts";
import type { Sources } from "./expand.ts";
import { cardOf } from "./card-source.ts";
import { paymentOf } from "./invoice-payments.ts";
import { sourcesOf } from "./keep-source.ts";
import { pageOf } from "./lists.ts";
import { priceJson } from "./new-price.ts";
import type { Shelf } from "./shelf.ts";
import type { Invoice } from "./shapes.ts";

/** Finds whatever an id names, and what an object keeps to itself, for those who want it expanded. */
export function sourcesIn(books: Books): Sources {
  const shelves = new Map(
    Object.entries({
      cus: books.customers,
      prod: books.products,
      pm: books.paymentMethods,
      sub: books.subscriptions,
      in: books.invoices,
      ii: books.invoiceItems,
      inpay: books.invoicePayments,
      pi: books.paymentIntents,
      seti: books.setupIntents,
      setatt: books.setupAttempts,
      ch: books.charges,
      re: books.refunds,
      py: books.charges,
      du: books.disputes,
      cbtxn: books.balanceTransactions,
      card: { find: cardAt },
      mandate: { find: (id: string) => books.mandates.get(id) },
      cn: books.creditNotes,
      cs: books.checkoutSessions,
      plink: shown(books.paymentLinks, (link) => linkJson(books, link)),
      qt: books.quotes,
      clock: books.testClocks,
      txr: books.taxRates,
      bpc: books.configurations,
      di: shown(books.discounts, (each) =>
        each.gone ? deletedDiscountJson(each) : discountJson(each),
      ),
      promo: shown(books.promotionCodes, (code) => promotionCodeJson(books, code)),
    }),
  );
  const coupons = shown(books.coupons, (coupon) => couponJson(books, coupon));
  const deletedCoupons = shown(books.deletedCoupons, (coupon) => couponJson(books, coupon));
  /** The ids of these may be anybody's own. */
  const named = [books.products, shown(books.prices, priceJson), coupons, deletedCoupons];
  return {
    find: (id) =>
      books.schedules.find(id) ??
      shelves.get(id.slice(0, id.indexOf("_")))?.find(id) ??
      named.map((each) => each.find(id)).find((each) => each !== undefined),
    hidden(owner, path) {
      const id = "id" in owner && typeof owner.id === "string" ? owner.id : "";
      if (path === "features.subscription_update.products")
        return books.portalProducts.get(id) ?? null;
      const coupon = books.coupons.find(id) ?? books.deletedCoupons.find(id);
      if (path === "applies_to" && coupon) return coupon.applies_to;
      if (path === "currency_options") return (coupon ?? books.prices.find(id))?.currency_options;
      if (path === "line_items" && books.orders.get(id)) return lineItemsOf(books, id);
      if (path === "line_items" && books.paymentLinks.find(id)) return linkLines(books, id);
      if (path === "subscriptions" && books.customers.find(id)) return subscriptionsOf(id);
      if (path === "sources" && books.customers.find(id)) return cardsOf(id);
      if (path === "refunds" && books.charges.find(id)) return refundsOf(id);
      const invoice = books.invoices.find(id);
      return invoice && shownOf(invoice, path);
    },
  };

  function shownOf(invoice: Invoice, path: string) {
    const url = `/v1/invoice_payments?invoice=${invoice.id}`;
    if (path === "payments")
      return pageOf(books.invoicePayments.of(invoice.id), {}, url, "invoice payment");
    if (path !== "confirmation_secret") return undefined;
    const client_secret = paymentOf(books, invoice)?.intent.client_secret;
    return client_secret ? { client_secret, type: "payment_intent" } : null;
  }

  function cardAt(id: string) {
    const card = books.paymentMethods.find(id);
    return card && cardOf(card);
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

function shown<Item extends { id: string; created: number }>(
  shelf: Shelf<Item>,
  json: (item: Item) => object,
) {
  return {
    find(id: string) {
      const item = shelf.find(id);
      return item && json(item);
    },
  };
}
