import type Stripe from "stripe";
import { cardEnding } from "../bank/test-cards.ts";
import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";

export function balanceEndpoints(books: Books): Endpoint[] {
  return [endpoint("GET", "/v1/balance", {}, () => balanceOf(books))];
}

/** All that was taken. Nobody pays it out, so it stays pending unless its card says otherwise. */
export function balanceOf({ charges }: Books): Stripe.Balance {
  const taken = charges.all().filter(({ captured, status }) => captured && status === "succeeded");
  return {
    object: "balance",
    available: sums(taken.filter(isAvailable)),
    livemode: false,
    pending: sums(taken.filter((charge) => !isAvailable(charge))),
  };
}

export function isAvailable({ captured, payment_method_details: by }: Stripe.Charge): boolean {
  return captured && cardEnding(by?.card?.last4 ?? "")?.pending === false;
}

function sums(charges: Stripe.Charge[]) {
  const byCurrency = new Map<string, number>();
  for (const { amount_captured: taken, amount_refunded: back, currency } of charges)
    byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + taken - back);
  const all = byCurrency.size > 0 ? [...byCurrency] : [["usd", 0] as const];
  return all.map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
}
