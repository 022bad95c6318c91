import type { Books } from "./books.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./lists.ts";
import { listing, text } from "./params.ts";

export function invoiceEndpoints({ customers, invoices }: Books): Endpoint[] {
  const filters = {
    customer: text.optional(),
    subscription: text.optional(),
    status: text.optional(),
  };
  return [
    endpoint(
      "GET",
      "/v1/invoices",
      { ...listing, ...filters },
      ({ customer, subscription, status, ...page }) => {
        if (customer !== undefined) customers.get(customer, { param: "customer" });
        const found = invoices
          .all()
          .filter((each) => customer === undefined || each.customer === customer)
          .filter(
            (each) =>
              subscription === undefined ||
              each.parent?.subscription_details?.subscription === subscription,
          )
          .filter((each) => status === undefined || each.status === status);
        return pageOf(found, page, "/v1/invoices", "invoice");
      },
    ),
    endpoint("GET", "/v1/invoices/:id", {}, (_, { id }) => invoices.get(id, { path: "invoice" })),
  ];
}
