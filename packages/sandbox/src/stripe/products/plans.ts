import type { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import type { Plan, Price } from "../books/shapes.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, decimal, flag, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid, missing, missingParam } from "../problem.ts";
import { createProduct, productData } from "./create-product.ts";
import { keepPrice, priceAsked, recordPrice } from "./inline-price.ts";
import { planOf } from "./plan-of.ts";
import { interval } from "./price-params.ts";

const fields = {
  active: flag.optional(),
  metadata: metadata.optional(),
  nickname: clearable.optional(),
  trial_period_days: whole.optional(),
};
const changes = { ...fields, product: text.optional() };
const planWish = {
  ...fields,
  amount: whole.optional(),
  amount_decimal: decimal.optional(),
  billing_scheme: oneOf(["per_unit"]).optional(),
  currency: text,
  id: text.optional(),
  interval,
  interval_count: whole.optional(),
  product: text.or(productData).optional(),
  usage_type: oneOf(["licensed"]).optional(),
};
const filters = { active: flag.optional(), product: text.optional() };

/** Recurring prices by their older name: a plan is a price, and the other way round. */
export function planEndpoints(books: Books): Endpoint[] {
  const { prices } = books;
  return [
    endpoint("POST", "/v1/plans", planWish, (asked, { cause }) => createPlan(books, asked, cause)),
    endpoint(
      "GET",
      "/v1/plans",
      { ...datedListing, ...filters },
      ({ active, created, product, ...page }) => {
        const found = matching(prices.all(), { active, created, product, type: "recurring" });
        return pageOf(found.map(planOf), page, "/v1/plans", "plan");
      },
    ),
    endpoint("GET", "/v1/plans/:id", {}, (_, { id }) => planOf(planNamed(books, id))),
    endpoint("POST", "/v1/plans/:id", changes, (asked, { id, cause }) => {
      const before = planNamed(books, id);
      const { product, ...rest } = asked;
      if (product !== undefined) books.products.get(product, { param: "product" });
      const after = prices.put({ ...change(before, rest), ...given({ product }) });
      recordPrice(books, "updated", after, cause, before);
      return planOf(after);
    }),
    endpoint("DELETE", "/v1/plans/:id", {}, (_, { id, cause }) => {
      const price = planNamed(books, id);
      prices.delete(id);
      recordPrice(books, "deleted", price, cause);
      return { id, object: "plan", deleted: true };
    }),
  ];
}

function createPlan(
  books: Books,
  asked: z.infer<z.ZodObject<typeof planWish>>,
  cause: Cause,
): Plan {
  const { amount, amount_decimal, currency, id, product } = asked;
  if (product === undefined) throw missingParam("product");
  if (id !== undefined && books.prices.find(id))
    throw invalid("Plan already exists.", { code: "resource_already_exists" });
  if (typeof product === "string") books.products.get(product, { param: "product" });
  if (amount === undefined && amount_decimal === undefined) throw missingParam("amount");
  const { interval: every, interval_count, trial_period_days } = asked;
  const bare = priceAsked(books, {
    currency,
    product: "",
    recurring: { interval: every, interval_count, trial_period_days },
    unit_amount: amount,
    unit_amount_decimal: amount_decimal,
  });
  const sold = typeof product === "string" ? product : createProduct(books, product, cause).id;
  const named = { ...change(bare, asked), id: id ?? bare.id.replace("price", "plan") };
  return planOf(keepPrice(books, { ...named, product: sold }, cause));
}

function change(
  price: Price,
  { metadata: meta, trial_period_days: days, ...asked }: z.infer<z.ZodObject<typeof fields>>,
): Price {
  const { active, nickname } = asked;
  return {
    ...price,
    ...given({ active, nickname }),
    metadata: mergeMetadata(price.metadata, meta),
    recurring: price.recurring && { ...price.recurring, ...given({ trial_period_days: days }) },
  };
}

function planNamed({ prices }: Books, id: string): Price {
  const price = prices.find(id);
  if (!price?.recurring) throw missing("plan", id, { path: "plan" });
  return price;
}
