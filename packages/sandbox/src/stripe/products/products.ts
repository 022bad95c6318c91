import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { flag, listOf, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { changedProduct, createProduct, productFields, productWish } from "./create-product.ts";

const byPath = { path: "id" };
const changes = { ...productFields, default_price: text.optional(), name: text.optional() };
const filters = {
  active: flag.optional(),
  ids: listOf(text).optional(),
  shippable: flag.optional(),
  url: text.optional(),
};

export function productEndpoints(books: Books): Endpoint[] {
  const { prices, products } = books;
  return [
    endpoint("POST", "/v1/products", productWish, (asked, { cause }) =>
      createProduct(books, asked, cause),
    ),
    endpoint("GET", "/v1/products", { ...datedListing, ...filters }, (asked) => {
      const { ids, active, created, shippable, url, ...page } = asked;
      const found = matching(products.all(), { active, created, shippable, url }).filter(
        (each) => !ids || ids.includes(each.id),
      );
      return pageOf(found, page, "/v1/products", "product");
    }),
    endpoint("GET", "/v1/products/:id", {}, (_, { id }) => products.get(id, byPath)),
    endpoint("POST", "/v1/products/:id", changes, (asked, { id, cause }) => {
      const before = products.get(id, byPath);
      const { default_price, ...fields } = asked;
      if (default_price !== undefined) prices.get(default_price, { param: "default_price" });
      const priced = default_price === undefined ? before : { ...before, default_price };
      const after = products.put({ ...changedProduct(priced, fields), updated: books.now() });
      books.record("product.updated", after, cause, before);
      return after;
    }),
    endpoint("DELETE", "/v1/products/:id", {}, (_, { id, cause }) => {
      const product = products.get(id, byPath);
      if (prices.all().some((price) => idOf(price.product) === id))
        throw invalid(
          "This product cannot be deleted because it has one or more user-created prices.",
        );
      products.delete(id);
      books.record("product.deleted", product, cause);
      return { id, object: "product", deleted: true };
    }),
  ];
}
