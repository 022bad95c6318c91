import type Stripe from "stripe";
import type { z } from "zod";
import type { Books } from "./books.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { datedListing, matching } from "./filters.ts";
import { given } from "./given.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { clearable, flag, listOf, metadata, text } from "./params.ts";
import { invalid } from "./problem.ts";

const byPath = { path: "id" };

const fields = {
  active: flag.optional(),
  description: clearable.optional(),
  metadata: metadata.optional(),
  unit_label: clearable.optional(),
  url: clearable.optional(),
};
const filters = {
  active: flag.optional(),
  ids: listOf(text).optional(),
  shippable: flag.optional(),
  url: text.optional(),
};

export function productEndpoints(books: Books): Endpoint[] {
  const { products } = books;
  const named = { ...fields, id: text.optional(), name: text };
  return [
    endpoint("POST", "/v1/products", named, ({ id, ...asked }, { cause }) => {
      if (id !== undefined && products.find(id))
        throw invalid("Product already exists.", { code: "resource_already_exists", param: "id" });
      const product = products.put(change(newProduct(id ?? products.newId(), books.now()), asked));
      books.record("product.created", product, cause);
      return product;
    }),
    endpoint("GET", "/v1/products", { ...datedListing, ...filters }, (asked) => {
      const { ids, active, created, shippable, url, ...page } = asked;
      const found = matching(products.all(), { active, created, shippable, url }).filter(
        (each) => !ids || ids.includes(each.id),
      );
      return pageOf(found, page, "/v1/products", "product");
    }),
    endpoint("GET", "/v1/products/:id", {}, (_, { id }) => products.get(id, byPath)),
    endpoint(
      "POST",
      "/v1/products/:id",
      { ...fields, name: text.optional() },
      (asked, { id, cause }) => {
        const before = products.get(id, byPath);
        const after = products.put({ ...change(before, asked), updated: books.now() });
        books.record("product.updated", after, cause, before);
        return after;
      },
    ),
  ];
}

type Asked = z.infer<z.ZodObject<typeof fields>> & { name?: string | undefined };

function change(product: Stripe.Product, { metadata: meta, ...asked }: Asked): Stripe.Product {
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
