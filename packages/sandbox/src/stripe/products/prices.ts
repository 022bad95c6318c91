import { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import type { Price } from "../books/shapes.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, flag, listOf, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid, missingParam } from "../problem.ts";
import { createProduct, productData } from "./create-product.ts";
import { amountAsked, keepPrice, priceAsked, recordPrice } from "./inline-price.ts";
import { priceJson } from "./new-price.ts";
import { interval, recurring, taxBehavior, unitAmounts } from "./price-params.ts";

const byPath = { path: "id" };
const currencyOption = z.strictObject({ ...unitAmounts, tax_behavior: taxBehavior.optional() });
const usage_type = oneOf(["licensed"]).optional();

const fields = {
  active: flag.optional(),
  currency_options: z.record(z.string(), currencyOption).optional(),
  lookup_key: clearable.optional(),
  metadata: metadata.optional(),
  nickname: clearable.optional(),
  tax_behavior: taxBehavior.optional(),
  transfer_lookup_key: flag.optional(),
};
const sold = {
  ...unitAmounts,
  billing_scheme: oneOf(["per_unit"]).optional(),
  currency: text,
  product: text.optional(),
  product_data: productData.optional(),
  recurring: recurring.extend({ trial_period_days: whole.optional(), usage_type }).optional(),
};
const filters = {
  active: flag.optional(),
  currency: text.optional(),
  lookup_keys: listOf(text).optional(),
  product: text.optional(),
  recurring: z
    .strictObject({ interval: interval.optional(), meter: text.optional(), usage_type })
    .optional(),
  type: oneOf(["one_time", "recurring"]).optional(),
};
const priceWish = { ...fields, ...sold };
type Wish = z.infer<z.ZodObject<typeof priceWish>>;
type Changes = z.infer<z.ZodObject<typeof fields>>;

export function priceEndpoints(books: Books): Endpoint[] {
  const { prices } = books;
  return [
    endpoint("POST", "/v1/prices", priceWish, (asked, { cause }) =>
      createPrice(books, asked, cause),
    ),
    endpoint("GET", "/v1/prices", { ...datedListing, ...filters }, (asked) => {
      const { lookup_keys: keys, recurring: every, ...rest } = asked;
      const { active, created, currency, product, type, ...page } = rest;
      const found = matching(prices.all(), { active, created, currency, product, type })
        .filter((each) => !keys || (each.lookup_key !== null && keys.includes(each.lookup_key)))
        .filter((each) => !every || (each.recurring && matching([each.recurring], every)[0]));
      return pageOf(found.map(priceJson), page, "/v1/prices", "price");
    }),
    endpoint("GET", "/v1/prices/:id", {}, (_, { id }) => priceJson(prices.get(id, byPath))),
    endpoint("POST", "/v1/prices/:id", fields, (asked, { id, cause }) => {
      const before = prices.get(id, byPath);
      const after = change(before, asked);
      takeLookupKey(books, after, asked, cause);
      prices.put(after);
      recordPrice(books, "updated", priceJson(after), cause, priceJson(before));
      return priceJson(after);
    }),
  ];
}

function createPrice(books: Books, asked: Wish, cause: Cause): Price {
  const { product: id, product_data: data } = asked;
  if (id !== undefined && data)
    throw invalid("You may only specify one of these parameters: product, product_data.");
  if (id !== undefined) books.products.get(id, { param: "product" });
  if (id === undefined && !data) throw missingParam("product");
  const bare = priceAsked(books, { ...asked, product: id ?? "" });
  const price = change(bare, asked);
  takeLookupKey(books, price, asked, cause);
  const product = id ?? createProduct(books, data ?? { name: "" }, cause).id;
  return priceJson(keepPrice(books, { ...price, product }, cause));
}

function change(price: Price, asked: Changes): Price {
  const { active, lookup_key, nickname, tax_behavior, currency_options: options } = asked;
  return {
    ...price,
    ...given({ active, lookup_key, nickname, tax_behavior }),
    ...(options && {
      currency_options: { ...price.currency_options, ...optionsAsked(options) },
    }),
    metadata: mergeMetadata(price.metadata, asked.metadata),
  };
}

function optionsAsked(options: NonNullable<Changes["currency_options"]>) {
  return Object.fromEntries(
    Object.entries(options).map(([currency, asked]) => {
      const amount = amountAsked(asked, (field) => `currency_options[${currency}][${field}]`);
      const { tax_behavior = "unspecified" } = asked;
      const unit_amount = Number.isInteger(amount) ? amount : null;
      const unit = { unit_amount, unit_amount_decimal: String(amount) };
      return [currency, { custom_unit_amount: null, tax_behavior, ...unit }];
    }),
  );
}

/** One active price has it; who is asked to takes it over from another. */
function takeLookupKey(books: Books, price: Price, asked: Changes, cause: Cause) {
  const key = asked.lookup_key ?? null;
  const other = books.prices.all().find((each) => each.lookup_key === key && each.id !== price.id);
  if (key === null || !other) return;
  if (asked.transfer_lookup_key !== true)
    throw invalid(`A price (\`${other.id}\`) already uses that lookup key.`, {
      param: "lookup_key",
    });
  const without = books.prices.put({ ...other, lookup_key: null });
  recordPrice(books, "updated", without, cause, other);
}
