import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Subscription } from "../books/shapes.ts";

export function planName({ products }: Books, { items }: Subscription): string {
  const names = items.data.map(({ price }) => products.find(idOf(price.product))?.name);
  return names.filter(Boolean).join(" and ") || "Plan";
}
