import type { DiscountSaid, HistoryEntry, InvoiceLineSaid, InvoiceSaid } from "@portico/db";
import type { CustomerState, WithId } from "../subscription/state.ts";
import { day, money } from "../words/index.ts";
import { hasFailed, invoiceName } from "./invoice-words.ts";
import { stateAfter } from "./state-after.ts";
import { whenOf } from "./when.ts";
import { causeInWords } from "./why.ts";

export interface Charge {
  invoice: string;
  status: string;
  total: number;
  currency: string;
  sentences: string[];
}

/** What is to be paid, and what was paid last. Of the changes up to a time, the oldest first. */
export function explainCharges(history: HistoryEntry[]): Charge[] {
  const state = stateAfter(history);
  return chargesIn(state).map((invoice) => ({
    invoice: invoice.id,
    status: invoice.status,
    total: invoice.total,
    currency: invoice.currency,
    sentences: [
      `${invoiceName(invoice)} of ${day(invoice.createdAt)}, ${reasonFor(invoice)}.`,
      ...invoice.lines.map((line) => lineInWords(line, invoice.currency)),
      ...takenOff(invoice, state.discounts),
      ...payments(
        invoice,
        history.filter(({ objectId }) => objectId === invoice.id),
      ),
    ],
  }));
}

/** An invoice over nothing explains no charge, where there is another. */
function chargesIn({ invoices }: CustomerState): WithId<InvoiceSaid>[] {
  const paid = invoices.filter(({ status }) => status === "paid");
  const last = paid.find(({ amountPaid }) => amountPaid > 0) ?? paid[0];
  return invoices.filter((each) => each.status === "open" || each === last);
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["subscription_create", "because the subscription began"],
  ["subscription_cycle", "because the subscription went into its next period"],
  ["subscription_update", "because the subscription was changed"],
  ["subscription_threshold", "because what was used came to a limit"],
  ["manual", "drawn up by hand"],
]);

function reasonFor({ billingReason }: InvoiceSaid): string {
  return REASONS.get(billingReason ?? "") ?? "for a reason that Stripe does not name";
}

function lineInWords(line: InvoiceLineSaid, currency: string): string {
  const { description, amount, proration, periodStart, periodEnd } = line;
  return [
    `${money(amount, currency)}: ${description ?? "without a description"}`,
    ...quantityInWords(line),
    periodStart === periodEnd
      ? `on ${day(periodStart)}`
      : `from ${day(periodStart)} to ${day(periodEnd)}`,
    ...(proration ? ["the share of a period in which something changed"] : []),
  ].join(", ");
}

/** Most descriptions begin with it, as in "3 × Team". */
function quantityInWords({ description, quantity }: InvoiceLineSaid): string[] {
  if (quantity === null) return ["by use"];
  return description?.startsWith(`${quantity} × `) ? [] : [`quantity ${quantity}`];
}

/** Whatever stands between the lines and the total. */
function takenOff(invoice: InvoiceSaid, discounts: DiscountSaid[]): string[] {
  const lines = invoice.lines.reduce((sum, { amount }) => sum + amount, 0);
  if (lines === invoice.total) return [];
  const named = discounts
    .filter((each) => holdsAt(each, invoice.createdAt))
    .map(({ coupon, promotionCode }) => coupon ?? promotionCode ?? "without a name");
  const what =
    named.length > 0 ? `Discounts (${named.join(", ")}) and taxes` : "Discounts and taxes";
  return [`${money(invoice.total - lines, invoice.currency)}: ${what}`];
}

function holdsAt({ startsAt, endsAt }: DiscountSaid, time: string): boolean {
  return startsAt <= time && (endsAt === null || endsAt > time);
}

function payments(invoice: InvoiceSaid, changes: HistoryEntry[]): string[] {
  const { amountPaid, amountRemaining, currency, status } = invoice;
  const paid = changes.findLast(({ before }) => said(before)?.status !== "paid");
  return [
    ...changes.flatMap(failure),
    ...(amountPaid === 0 || status === "paid"
      ? []
      : [`Paid so far: ${money(amountPaid, currency)}.`]),
    status === "paid" && paid
      ? `Paid ${whenOf(paid)}: ${money(amountPaid, currency)}. ${causeInWords(paid)}`
      : `To be paid: ${money(amountRemaining, currency)}.`,
  ];
}

function failure(change: HistoryEntry): string[] {
  const now = said(change.after);
  if (!now || !hasFailed(said(change.before), now)) return [];
  return [
    `Attempt ${now.attemptCount} to charge it failed ${whenOf(change)}. ${causeInWords(change)}`,
  ];
}

function said(says: HistoryEntry["after"]): InvoiceSaid | null {
  return says?.kind === "invoice" ? says : null;
}
