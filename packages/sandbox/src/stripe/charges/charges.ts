import { z } from "zod";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { shipping } from "../endpoint/address-params.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { captureCharge, capturePayment } from "../payments/capture-payment.ts";
import { chargeWish, createCharge } from "./create-charge.ts";

const PATH = "/v1/charges";
const byPath = { path: "id" };
const about = {
  customer: text.optional(),
  payment_intent: text.optional(),
  transfer_group: text.optional(),
};
const changes = {
  customer: text.optional(),
  description: clearable.optional(),
  fraud_details: z.strictObject({ user_report: oneOf(["fraudulent", "safe"]) }).optional(),
  metadata: metadata.optional(),
  receipt_email: clearable.optional(),
  shipping: shipping.optional(),
  transfer_group: text.optional(),
};
const capturing = {
  amount: whole.optional(),
  receipt_email: clearable.optional(),
  statement_descriptor: text.optional(),
  statement_descriptor_suffix: text.optional(),
};

export function chargeEndpoints(books: Books): Endpoint[] {
  const { charges, customers, paymentIntents } = books;
  return [
    endpoint("POST", PATH, chargeWish, (asked, { cause }) => createCharge(books, asked, cause)),
    endpoint("GET", PATH, { ...datedListing, ...about }, (asked) => {
      const { customer, payment_intent, transfer_group, created, ...page } = asked;
      const filters = { customer, payment_intent, transfer_group, created };
      return pageOf(matching(charges.all(customer), filters), page, PATH, "charge");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => charges.get(id, byPath)),
    endpoint("POST", `${PATH}/:id`, changes, ({ metadata: meta, ...asked }, { id, cause }) => {
      const before = charges.get(id, byPath);
      if (asked.customer !== undefined) customers.get(asked.customer, { param: "customer" });
      const after = charges.put({
        ...before,
        ...given(asked),
        metadata: mergeMetadata(before.metadata, meta),
      });
      books.record("charge.updated", after, cause, before);
      return after;
    }),
    endpoint("POST", `${PATH}/:id/capture`, capturing, ({ amount, ...words }, { id, cause }) => {
      const held = charges.put({ ...charges.get(id, byPath), ...given(words) });
      const { payment_intent: intent } = held;
      const wish = { amount: amount ?? held.amount, param: "amount" };
      if (!intent) return captureCharge(books, held, wish, cause);
      capturePayment(books, paymentIntents.get(idOf(intent), byPath), wish.amount, cause);
      return charges.get(id, byPath);
    }),
  ];
}
