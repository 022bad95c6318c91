import type Stripe from "stripe";
import { type PageAsked, pagesOf } from "../stripe/pages-of.ts";
import { patiently, type PatientNeeds } from "./patiently.ts";

/** All that is on a list. A page is asked for again where Stripe did not answer, and not the whole list. */
export async function* listed<Item extends { id: string }>(
  needs: PatientNeeds,
  list: (asked: PageAsked) => Promise<Stripe.ApiList<Item>>,
): AsyncGenerator<Item, void> {
  for await (const { data } of pagesOf((page) => patiently(needs, () => list(page)))) yield* data;
}
