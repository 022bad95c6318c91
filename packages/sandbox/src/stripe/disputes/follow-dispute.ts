import type Stripe from "stripe";
import { cardEnding, type TestCard } from "../bank/test-cards.ts";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { newDispute } from "./new-dispute.ts";

type Dispute = Stripe.Dispute;

const UNANSWERED = new Set(["needs_response", "warning_needs_response"]);

/** What evidence makes a bank decide at once, and how. */
const DECISIONS = new Map<string | null, "won" | "lost">([
  ["winning_evidence", "won"],
  ["losing_evidence", "lost"],
]);

/** A person tells their bank that they do not owe what they were charged. */
export function openDispute(books: Books, chargeId: string) {
  const charge = books.charges.get(chargeId, { param: "charge" });
  const complaint = cardEnding(charge.payment_method_details?.card?.last4 ?? "")?.disputed;
  if (complaint) disputeCharge(books, charge, complaint);
}

export function disputeCharge(
  books: Books,
  charge: Stripe.Charge,
  complaint: NonNullable<TestCard["disputed"]>,
): Dispute {
  books.charges.put({ ...charge, disputed: true });
  const made = { id: books.disputes.newId(), created: books.now(), charge };
  const inquiry = complaint === "inquiry";
  const reason = inquiry ? "fraudulent" : complaint;
  const dispute = books.disputes.put(newDispute({ ...made, reason, inquiry }));
  books.record("charge.dispute.created", dispute, null);
  if (!inquiry) books.record("charge.dispute.funds_withdrawn", dispute, null);
  const { due_by: due } = dispute.evidence_details;
  if (due !== null) wait(books, dispute, due);
  return dispute;
}

/** The seller has answered: of some evidence the bank makes up its mind. */
export function submitted(books: Books, dispute: Dispute): Dispute {
  const { evidence, evidence_details: details } = dispute;
  const sent = books.disputes.put({
    ...dispute,
    evidence_details: {
      ...details,
      submission_count: details.submission_count + 1,
      submission_method: "manual",
    },
    status: isInquiry(dispute) ? "warning_under_review" : "under_review",
  });
  if (DECISIONS.has(evidence.uncategorized_text)) wait(books, sent, books.now());
  else books.awaited.delete(sent.id);
  return sent;
}

/** The bank decides, or nobody answered in time. */
export function decide(books: Books, id: string) {
  const dispute = books.disputes.get(id, { param: "dispute" });
  const late = UNANSWERED.has(dispute.status);
  const end = late ? "lost" : DECISIONS.get(dispute.evidence.uncategorized_text);
  if (!end) return;
  const details = { ...dispute.evidence_details, past_due: late };
  const status = isInquiry(dispute) ? "warning_closed" : end;
  closeDispute(books, { ...dispute, evidence_details: details }, status, null);
}

export function closeDispute(
  books: Books,
  dispute: Dispute,
  status: "won" | "lost" | "warning_closed",
  cause: Cause,
): Dispute {
  const closed = books.disputes.put({ ...dispute, is_charge_refundable: false, status });
  books.awaited.delete(closed.id);
  books.record("charge.dispute.closed", closed, cause);
  if (status === "won") books.record("charge.dispute.funds_reinstated", closed, cause);
  // A bank may think again.
  if (dispute.status === "won") books.record("charge.dispute.funds_withdrawn", closed, cause);
  return closed;
}

function isInquiry({ status }: Dispute): boolean {
  return status.startsWith("warning_");
}

function wait(books: Books, { id, charge }: Dispute, at: number) {
  const customer = books.charges.find(idOf(charge))?.customer;
  books.awaited.put(id, { id, customer: customer ? idOf(customer) : null, at });
}
