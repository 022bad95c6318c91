import type { Books } from "../../../books/books.ts";
import { idOf } from "../../../books/id-of.ts";
import type { Price, Subscription } from "../../../books/shapes.ts";
import type { Visit } from "../visit.ts";

/** A price a person may have, and how many of it. */
export interface Choice {
  price: Price;
  name: string;
  current: boolean;
  /** Nothing where their number stays as it is. */
  quantity: { minimum: number; maximum: number | null } | undefined;
}

/** What the configuration offers instead of a plan, and the plan itself where it is among it. */
export function choicesFor(books: Books, visit: Visit, plan: Subscription): Choice[] {
  const { default_allowed_updates: allowed } = visit.configuration.features.subscription_update;
  const now = plan.items.data[0]?.price.id;
  return visit.products.flatMap(({ product, prices, adjustable_quantity: adjustable }) =>
    prices
      .flatMap((id) => books.prices.find(id) ?? [])
      .filter((price) => price.id === now || (allowed.includes("price") && isOffered(price, plan)))
      .map((price) => ({
        price,
        name: books.products.find(product)?.name ?? "Plan",
        current: price.id === now,
        quantity:
          adjustable.enabled && allowed.includes("quantity")
            ? { minimum: adjustable.minimum ?? 1, maximum: adjustable.maximum ?? null }
            : undefined,
      })),
  );
}

function isOffered({ active, currency, recurring, unit_amount }: Price, plan: Subscription) {
  return active && currency === plan.currency && recurring !== null && unit_amount !== null;
}

export function choiceOf(books: Books, plan: Subscription, price: Price): Choice {
  const name = books.products.find(idOf(price.product))?.name ?? "Plan";
  const current = plan.items.data[0]?.price.id === price.id;
  return { price, name, current, quantity: undefined };
}
