import type Stripe from "stripe";
import { z } from "zod";
import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, flag, metadata, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { closeDispute, submitted } from "./follow-dispute.ts";
import { EVIDENCE } from "./new-dispute.ts";

const PATH = "/v1/disputes";
const byPath = { path: "id" };
const about = { charge: text.optional(), payment_intent: text.optional() };
const answer = {
  evidence: z.partialRecord(z.enum(EVIDENCE), clearable).optional(),
  metadata: metadata.optional(),
  submit: flag.optional(),
};
const OPEN = new Set([
  "needs_response",
  "under_review",
  "warning_needs_response",
  "warning_under_review",
]);

/** What people tell their banks about charges, and what the seller answers. */
export function disputeEndpoints(books: Books): Endpoint[] {
  const { disputes } = books;
  return [
    endpoint("GET", PATH, { ...datedListing, ...about }, (asked) => {
      const { charge, created, payment_intent, ...page } = asked;
      const found = matching(disputes.all(), { charge, created, payment_intent });
      return pageOf(found, page, PATH, "dispute");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => disputes.get(id, byPath)),
    endpoint("POST", `${PATH}/:id`, answer, (asked, { id, cause }) => {
      const before = requireOpen(disputes.get(id, byPath));
      const { evidence, metadata: meta, submit = evidence !== undefined } = asked;
      const changed = disputes.put({
        ...before,
        evidence: { ...before.evidence, ...evidence },
        evidence_details: {
          ...before.evidence_details,
          has_evidence: before.evidence_details.has_evidence || evidence !== undefined,
        },
        metadata: mergeMetadata(before.metadata, meta),
      });
      const after = submit ? submitted(books, changed) : changed;
      books.record("charge.dispute.updated", after, cause, before);
      return after;
    }),
    endpoint("POST", `${PATH}/:id/close`, {}, (_, { id, cause }) =>
      closeDispute(books, requireOpen(disputes.get(id, byPath)), "lost", cause),
    ),
  ];
}

function requireOpen(dispute: Stripe.Dispute): Stripe.Dispute {
  if (OPEN.has(dispute.status)) return dispute;
  throw invalid("This dispute is already closed");
}
