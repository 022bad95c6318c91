import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { issueRefund, tellUpdated } from "./issue-refund.ts";

const PATH = "/v1/refunds";
const byPath = { path: "id" };
const about = { charge: text.optional(), payment_intent: text.optional() };
const refundWish = {
  ...about,
  amount: whole.optional(),
  metadata: metadata.optional(),
  reason: oneOf(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
};

export function refundEndpoints(books: Books): Endpoint[] {
  const { refunds } = books;
  return [
    endpoint("POST", PATH, refundWish, ({ amount, reason = null, ...asked }, { cause }) => {
      const wish = { amount, reason, metadata: mergeMetadata({}, asked.metadata) };
      return issueRefund(books, chargeAsked(asked), wish, cause);
    }),
    endpoint("GET", PATH, { ...datedListing, ...about }, (asked) => {
      const { charge, created, payment_intent, ...page } = asked;
      const found = matching(refunds.all(), { charge, created, payment_intent });
      return pageOf(found, page, PATH, "refund");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => refunds.get(id, byPath)),
    endpoint("POST", `${PATH}/:id`, { metadata: metadata.optional() }, (asked, { id, cause }) => {
      const before = refunds.get(id, byPath);
      const after = refunds.put({
        ...before,
        metadata: mergeMetadata(before.metadata ?? {}, asked.metadata),
      });
      tellUpdated(books, before, after, cause);
      return after;
    }),
    endpoint("POST", `${PATH}/:id/cancel`, {}, (_, { id }) => {
      const { status } = refunds.get(id, byPath);
      throw invalid(
        `You cannot cancel this refund because it has a status of ${status}. ` +
          "Only a refund with a status of requires_action can be canceled.",
      );
    }),
  ];

  function chargeAsked(asked: {
    charge?: string | undefined;
    payment_intent?: string | undefined;
  }) {
    if (asked.charge !== undefined)
      return requirePaid(books.charges.get(asked.charge, { param: "charge" }), asked.charge);
    if (asked.payment_intent === undefined)
      throw invalid(
        "One of the following params should be provided for this request: payment_intent or charge.",
      );
    const intent = books.paymentIntents.get(asked.payment_intent, { param: "payment_intent" });
    const last = intent.latest_charge && books.charges.find(idOf(intent.latest_charge));
    return requirePaid(last || undefined, intent.id);
  }
}

function requirePaid(charge: Stripe.Charge | undefined, named: string): Stripe.Charge {
  if (charge?.captured === true) return charge;
  const what = named.startsWith("pi_") ? "PaymentIntent" : "Charge";
  throw invalid(`This ${what} (${named}) does not have a successful charge to refund.`);
}
