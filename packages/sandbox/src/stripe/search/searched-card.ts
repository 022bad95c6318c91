import type Stripe from "stripe";
import type { Fields } from "./match.ts";

type Card = Stripe.Charge.PaymentMethodDetails.Card | null | undefined;

/** What a card says of itself, as charges are searched for it. */
export function cardFields<Item>(of: (item: Item) => Card): Fields<Item> {
  const at = "payment_method_details.card";
  return {
    [`${at}.brand`]: { kind: "token", of: (item) => of(item)?.brand },
    [`${at}.exp_month`]: { kind: "token", of: (item) => of(item)?.exp_month },
    [`${at}.exp_year`]: { kind: "token", of: (item) => of(item)?.exp_year },
    [`${at}.fingerprint`]: { kind: "token", of: (item) => of(item)?.fingerprint },
    [`${at}.last4`]: { kind: "token", of: (item) => of(item)?.last4 },
  };
}
