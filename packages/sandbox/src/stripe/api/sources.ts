import type { Books } from "../books/books.ts";
import type { Shelf } from "../books/shelf.ts";
import { couponJson, promotionCodeJson } from "../discounts/coupon-json.ts";
import { deletedDiscountJson, discountJson } from "../discounts/discount-json.ts";
import { linkJson } from "../payment-links/link-json.ts";
import { cardOf } from "../payment-methods/card-source.ts";
import { priceJson } from "../products/new-price.ts";
import type { Sources } from "./expand.ts";
import { hiddenIn } from "./hidden.ts";

/** Whatever an id names, and what an object keeps to itself, for those who want it expanded. */
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
      card: shown(books.paymentMethods, cardOf),
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
    hidden: hiddenIn(books),
  };
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
