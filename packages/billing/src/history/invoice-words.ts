import type { InvoiceSaid } from "@portico/db";
import { day, money } from "../words/index.ts";
import type { Wording } from "./fact.ts";

export const invoiceWords: Wording<InvoiceSaid> = {
  began: (says) => `${invoiceName(says)} of ${day(says.createdAt)} ${statusInWords(says)}.`,
  ended: (says) => `${invoiceName(says)} was deleted.`,
  facts: [
    {
      name: "status",
      of: (says) => says.status,
      sentence: (_, now) => `${invoiceName(now)} ${statusInWords(now)}.`,
    },
    {
      name: "attempts",
      of: (says) => says.attemptCount,
      sentence: (was, now) =>
        hasFailed(was, now)
          ? `A payment of ${invoiceName(now)} failed (attempt ${now.attemptCount}).`
          : null,
    },
    {
      name: "total",
      of: (says) => says.total,
      sentence: (was, now) =>
        `${invoiceName(now)} was for ${money(was.total, was.currency)} before.`,
    },
    {
      name: "paid",
      of: (says) => says.amountPaid,
      sentence: (_, now) =>
        now.status === "paid"
          ? null
          : `${money(now.amountPaid, now.currency)} of ${invoiceName(now)} is paid.`,
    },
  ],
};

/** An attempt more, and still not paid. */
export function hasFailed(was: InvoiceSaid | null, now: InvoiceSaid): boolean {
  return now.status !== "paid" && now.attemptCount > (was?.attemptCount ?? 0);
}

/** "Invoice ACME-0001 for $49.00", "Invoice ACME-0002 for a credit of $9.00" */
export function invoiceName({ number, total, currency }: InvoiceSaid): string {
  const sum = total < 0 ? `a credit of ${money(-total, currency)}` : money(total, currency);
  return `Invoice${number === null ? "" : ` ${number}`} for ${sum}`;
}

const STATUSES: ReadonlyMap<string, string> = new Map([
  ["draft", "is being drawn up"],
  ["open", "is to be paid"],
  ["paid", "was paid"],
  ["uncollectible", "was written off"],
  ["void", "was voided and does not count"],
]);

function statusInWords({ status, total }: InvoiceSaid): string {
  if (status === "paid" && total < 0) return "was settled";
  return STATUSES.get(status) ?? `is ${status}`;
}
