import type Stripe from "stripe";
import type { Reading } from "./reading.ts";

interface Page {
  limit: number;
  starting_after?: string;
}

/** A list to its end. */
export async function readAll<Item extends { id: string }>(
  reading: Reading,
  list: (page: Page) => Promise<Stripe.Response<Stripe.ApiList<Item>>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let page: Page | undefined = { limit: 100 };
  while (page) {
    const answer: Stripe.ApiList<Item> = reading.heard(await list(page));
    items.push(...answer.data);
    const last = answer.data.at(-1);
    page = answer.has_more && last ? { limit: 100, starting_after: last.id } : undefined;
  }
  return items;
}
