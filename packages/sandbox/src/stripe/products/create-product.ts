import type Stripe from "stripe";
import { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { given } from "../endpoint/given.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, flag, listOf, metadata, oneOf, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { keepPrice, priceAsked } from "./inline-price.ts";
import { recurring, taxBehavior, unitAmounts } from "./price-params.ts";

const named = {
  active: flag.optional(),
  metadata: metadata.optional(),
  statement_descriptor: text.optional(),
  tax_code: clearable.optional(),
  unit_label: clearable.optional(),
};

export const productFields = {
  ...named,
  description: clearable.optional(),
  images: listOf(text).optional(),
  marketing_features: listOf(z.strictObject({ name: text })).optional(),
  shippable: flag.optional(),
  url: clearable.optional(),
};

/** What a price or a plan may say of a product that is made along with it. */
export const productData = z.strictObject({ ...named, id: text.optional(), name: text });

export const productWish = {
  ...productFields,
  default_price_data: z
    .strictObject({
      ...unitAmounts,
      currency: text,
      metadata: metadata.optional(),
      recurring: recurring.optional(),
      tax_behavior: taxBehavior.optional(),
    })
    .optional(),
  id: text.optional(),
  name: text,
  type: oneOf(["good", "service"]).optional(),
};

type Wish = z.infer<z.ZodObject<typeof productWish>>;
type Changes = z.infer<z.ZodObject<typeof productFields>> & {
  name?: string | undefined;
  type?: "good" | "service" | undefined;
};

export function createProduct(books: Books, asked: Wish, cause: Cause): Stripe.Product {
  const { default_price_data: price, id = books.products.newId(), ...fields } = asked;
  if (books.products.find(id))
    throw invalid("Product already exists.", { code: "resource_already_exists", param: "id" });
  const at = (field: string) => `default_price_data[${field}]`;
  const first = price && priceAsked(books, { ...price, product: id }, at);
  const product = books.products.put(changedProduct(newProduct(id, books.now()), fields));
  books.record("product.created", product, cause);
  if (!first) return product;
  const meta = mergeMetadata({}, price.metadata);
  const { id: default_price } = keepPrice(books, { ...first, metadata: meta }, cause);
  const priced = books.products.put({ ...product, default_price });
  books.record("product.updated", priced, cause, product);
  return priced;
}

export function changedProduct(
  product: Stripe.Product,
  { metadata: meta, ...asked }: Changes,
): Stripe.Product {
  return { ...product, ...given(asked), metadata: mergeMetadata(product.metadata, meta) };
}

export function newProduct(id: string, created: number): Stripe.Product {
  return {
    id,
    object: "product",
    active: true,
    created,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name: "",
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: created,
    url: null,
  };
}
