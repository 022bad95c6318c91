import { z } from "zod";
import { shipping } from "./address-params.ts";
import type { Books } from "./books.ts";
import { captureCharge, capturePayment } from "./capture-payment.ts";
import { chargeParams, createCharge } from "./create-charge.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { datedListing, matching } from "./filters.ts";
import { given } from "./given.ts";
import { idOf } from "./id-of.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { clearable, metadata, oneOf, text, whole } from "./params.ts";

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
    endpoint("POST", PATH, chargeParams, (asked, { cause }) => createCharge(books, asked, cause)),
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
