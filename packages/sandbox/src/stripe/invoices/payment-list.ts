import { z } from "zod";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { oneOf, text } from "../endpoint/params.ts";

const PATH = "/v1/invoice_payments";
const about = {
  invoice: text.optional(),
  payment: z
    .strictObject({ type: oneOf(["payment_intent"]), payment_intent: text.optional() })
    .optional(),
  status: oneOf(["canceled", "open", "paid"]).optional(),
};

export function invoicePaymentEndpoints({ invoicePayments }: Books): Endpoint[] {
  return [
    endpoint("GET", PATH, { ...datedListing, ...about }, (asked) => {
      const { payment, invoice, status, created, ...page } = asked;
      const found = matching(invoicePayments.all(), { invoice, status, created }).filter((each) => {
        const { payment_intent: intent } = each.payment;
        const wanted = payment?.payment_intent;
        return wanted === undefined || (intent && idOf(intent)) === wanted;
      });
      return pageOf(found, page, PATH, "invoice payment");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => invoicePayments.get(id, { path: "id" })),
  ];
}
