import type Stripe from "stripe";

const KEYS_PER_QUESTION = 10;

/** The prices that these lookup keys lead to, in every currency they have. */
export async function pricesAt(stripe: Stripe, keys: readonly string[]): Promise<Stripe.Price[]> {
  const prices: Stripe.Price[] = [];
  for (let at = 0; at < keys.length; at += KEYS_PER_QUESTION) {
    const lookup_keys = keys.slice(at, at + KEYS_PER_QUESTION);
    const expand = ["data.currency_options"];
    prices.push(...(await stripe.prices.list({ limit: 100, lookup_keys, expand })).data);
  }
  return prices;
}
