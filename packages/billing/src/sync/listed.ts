import type Stripe from "stripe";
import { patiently, type PatientNeeds } from "./patiently.ts";

interface Page {
  limit: number;
  starting_after?: string;
}

/** A list to its end. A page is asked for again where Stripe did not answer, and not the whole list. */
export async function* listed<Item extends { id: string }>(
  needs: PatientNeeds,
  list: (page: Page) => Promise<Stripe.ApiList<Item>>,
): AsyncGenerator<Item> {
  let after: string | undefined;
  do {
    const wish = { limit: 100, ...(after !== undefined && { starting_after: after }) };
    const page = await patiently(needs, () => list(wish));
    yield* page.data;
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after !== undefined);
}
