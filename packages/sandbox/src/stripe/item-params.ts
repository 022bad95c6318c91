import type { Books } from "./books.ts";
import { invalid } from "./problem.ts";
import type { Price } from "./shapes.ts";

/** A price that may be subscribed to. */
export function recurringPrice(books: Books, id: string, param: string): Price {
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
  return price;
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
