import type Stripe from "stripe";
import { type PageAsked, pagesOf } from "../stripe/pages-of.ts";
import type { Reading } from "./reading.ts";

/** A list to its end, and when each page of it was answered. */
export async function readAll<Item extends { id: string }>(
  reading: Reading,
  list: (asked: PageAsked) => Promise<Stripe.Response<Stripe.ApiList<Item>>>,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pagesOf(list)) items.push(...reading.heard(page).data);
  return items;
}
