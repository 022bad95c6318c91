import type { Books } from "./books.ts";
import type { Sources } from "./expand.ts";
import { pageOf } from "./lists.ts";

/** Finds whatever an id names, and what an object keeps to itself, for those who want it expanded. */
export function sourcesIn(books: Books): Sources {
  const shelves = new Map(
    Object.entries({
      cus: books.customers,
      prod: books.products,
      price: books.prices,
      pm: books.paymentMethods,
      sub: books.subscriptions,
      in: books.invoices,
      bpc: books.configurations,
    }),
  );
  return {
    find: (id) => shelves.get(id.slice(0, id.indexOf("_")))?.find(id),
    hidden(owner, path) {
      const id = "id" in owner && typeof owner.id === "string" ? owner.id : "";
      if (path === "features.subscription_update.products") return books.portalProducts.get(id);
      if (path === "subscriptions" && books.customers.find(id)) return subscriptionsOf(id);
      return undefined;
    },
  };

  function subscriptionsOf(customer: string) {
    const live = books.subscriptions
      .all()
      .filter((each) => each.customer === customer && each.ended_at === null);
    return pageOf(live, {}, `/v1/customers/${customer}/subscriptions`, "subscription");
  }
}
