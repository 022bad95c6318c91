import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { deletedDiscountJson } from "../discounts/discount-json.ts";
import { endDiscount } from "../discounts/discounts.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { text } from "../endpoint/params.ts";
import { missing } from "../problem.ts";
import { deleteCustomer } from "./delete-customer.ts";
import { createCustomer, customerFields, customerWish, updateCustomer } from "./keep-customer.ts";

const filters = { email: text.optional(), test_clock: text.optional() };

const byPath = { path: "id" };

export function customerEndpoints(books: Books): Endpoint[] {
  const { customers } = books;
  return [
    endpoint("POST", "/v1/customers", customerWish, (asked, { cause }) =>
      createCustomer(books, asked, cause),
    ),
    endpoint("GET", "/v1/customers", { ...datedListing, ...filters }, (asked) => {
      const { created, email, test_clock, ...page } = asked;
      const found = matching(customers.all(), { created, email, test_clock });
      return pageOf(found, page, "/v1/customers", "customer");
    }),
    endpoint("GET", "/v1/customers/:id", {}, (_, { id }) =>
      books.deletedCustomers.find(id) ? deleted(id) : customers.get(id, byPath),
    ),
    endpoint("POST", "/v1/customers/:id", customerFields, (asked, { id, cause }) =>
      updateCustomer(books, customers.get(id, byPath), asked, cause),
    ),
    endpoint("DELETE", "/v1/customers/:id", {}, (_, { id, cause }) => {
      const customer = customers.get(id, byPath);
      deleteCustomer(books, customer, cause);
      return deleted(id);
    }),
    endpoint("DELETE", "/v1/customers/:id/discount", {}, (_, { id, cause }) => {
      const kept = books.discounts.find(customers.get(id, byPath).discount?.id ?? "");
      if (!kept) throw missing("discount", id, byPath);
      endDiscount(books, kept, cause);
      return deletedDiscountJson(kept);
    }),
  ];
}

function deleted(id: string): Stripe.DeletedCustomer {
  return { id, object: "customer", deleted: true };
}
