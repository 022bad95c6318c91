import type Stripe from "stripe";
import type { Books } from "./books.ts";

/** The time of a request: that of the clock whose customer it is about. */
export function clockTime(books: Books, about: (object | undefined)[]): number | undefined {
  for (const object of about) {
    const clock = clockOf(books, object);
    if (clock) return clock.frozen_time;
  }
  return undefined;
}

function clockOf(
  books: Books,
  object: object | undefined,
): Stripe.TestHelpers.TestClock | undefined {
  if (object && "test_clock" in object && typeof object.test_clock === "string")
    return books.testClocks.find(object.test_clock);
  if (object && "customer" in object && typeof object.customer === "string")
    return clockOf(books, books.customers.find(object.customer));
  return undefined;
}
