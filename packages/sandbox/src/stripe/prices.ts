import type Stripe from "stripe";
import { z } from "zod";
import type { Books } from "./books.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { datedListing, matching } from "./filters.ts";
import { given } from "./given.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { clearable, flag, listOf, metadata, oneOf, text, whole } from "./params.ts";
import { tooSmall } from "./problem.ts";
import type { Price } from "./shapes.ts";

const byPath = { path: "id" };

const fields = {
  active: flag.optional(),
  lookup_key: clearable.optional(),
  metadata: metadata.optional(),
  nickname: clearable.optional(),
};
const interval = oneOf(["day", "week", "month", "year"]);
const recurring = z.strictObject({
  interval,
  interval_count: whole.optional(),
});
const sold = { product: text, currency: text, unit_amount: whole, recurring: recurring.optional() };
const filters = {
  active: flag.optional(),
  currency: text.optional(),
  lookup_keys: listOf(text).optional(),
  product: text.optional(),
  recurring: z
    .strictObject({
      interval: interval.optional(),
      meter: text.optional(),
      usage_type: oneOf(["licensed", "metered"]).optional(),
    })
    .optional(),
  type: oneOf(["one_time", "recurring"]).optional(),
};

export function priceEndpoints(books: Books): Endpoint[] {
  const { prices, products } = books;
  return [
    endpoint("POST", "/v1/prices", { ...fields, ...sold }, (asked, { cause }) => {
      const { product, currency, unit_amount: amount, recurring: every, ...rest } = asked;
      products.get(product, { param: "product" });
      if (amount < 0) throw tooSmall("unit_amount", 0);
      const made = { id: prices.newId(), created: books.now(), product, currency, amount, every };
      const price = prices.put(change(newPrice(made), rest));
      books.record("price.created", price, cause);
      return price;
    }),
    endpoint("GET", "/v1/prices", { ...datedListing, ...filters }, (asked) => {
      const { lookup_keys: keys, recurring: every, ...rest } = asked;
      const { active, created, currency, product, type, ...page } = rest;
      const found = matching(prices.all(), { active, created, currency, product, type })
        .filter((each) => !keys || (each.lookup_key !== null && keys.includes(each.lookup_key)))
        .filter((each) => !every || (each.recurring && matching([each.recurring], every)[0]));
      return pageOf(found, page, "/v1/prices", "price");
    }),
    endpoint("GET", "/v1/prices/:id", {}, (_, { id }) => prices.get(id, byPath)),
    endpoint("POST", "/v1/prices/:id", fields, (asked, { id, cause }) => {
      const before = prices.get(id, byPath);
      const after = prices.put(change(before, asked));
      books.record("price.updated", after, cause, before);
      return after;
    }),
  ];
}

function change(
  price: Price,
  { metadata: meta, ...asked }: z.infer<z.ZodObject<typeof fields>>,
): Price {
  return { ...price, ...given(asked), metadata: mergeMetadata(price.metadata, meta) };
}

interface Pricing {
  id: string;
  created: number;
  product: string;
  currency: string;
  amount: number;
  every?:
    | { interval: Stripe.Price.Recurring.Interval; interval_count?: number | undefined }
    | undefined;
}

export function newPrice({ id, created, product, currency, amount, every }: Pricing): Price {
  return {
    id,
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created,
    currency: currency.toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product,
    recurring: every
      ? {
          interval: every.interval,
          interval_count: every.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: every ? "recurring" : "one_time",
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  };
}
