import type { z } from "zod";
import type { Books } from "../../books/books.ts";
import type { Price } from "../../books/shapes.ts";
import { text } from "../../endpoint/params.ts";
import { invalid } from "../../problem.ts";
import { inlinePrice } from "../../products/inline-price.ts";
import { priceJson } from "../../products/new-price.ts";
import { recurringPriceData } from "../../products/price-params.ts";

/** What an item may be asked by: its price, the same by its older name, or one made on the spot. */
export const priced = {
  plan: text.optional(),
  price: text.optional(),
  price_data: recurringPriceData.optional(),
};

type Priced = z.infer<z.ZodObject<typeof priced>>;

/** A price that may be subscribed to, or nothing where none was named. */
export function priceOfItem(
  books: Books,
  { plan, price, price_data: data }: Priced,
  at: (field: string) => string,
): Price | undefined {
  if (data && (price ?? plan) !== undefined)
    throw invalid(
      `You may only specify one of these parameters: ${at("price")}, ${at("price_data")}.`,
    );
  if (data) return inlinePrice(books, data, at("price_data"));
  if (price !== undefined) return recurringPrice(books, price, at("price"));
  return plan === undefined ? undefined : recurringPrice(books, plan, at("plan"));
}

function recurringPrice(books: Books, id: string, param: string): Price {
  const price = books.prices.get(id, { param });
  if (!price.active)
    throw invalid("The price specified is inactive. This field only accepts active prices.", {
      param,
    });
  if (!price.recurring)
    throw invalid(
      "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
      { param },
    );
  return priceJson(price);
}

/** One plan is billed in one currency, and all of it at once. */
export function requireOneRhythm([first, ...others]: Price[]) {
  for (const price of others)
    for (const [field, same] of [
      ["currency", first?.currency === price.currency],
      ["interval", sameInterval(first, price)],
    ] as const)
      if (!same)
        throw invalid(
          "Currency and interval fields must match across all plans on this subscription. " +
            `Found mismatch in ${field} field.`,
        );
}

function sameInterval(one: Price | undefined, other: Price): boolean {
  return (
    one?.recurring?.interval === other.recurring?.interval &&
    one?.recurring?.interval_count === other.recurring?.interval_count
  );
}
