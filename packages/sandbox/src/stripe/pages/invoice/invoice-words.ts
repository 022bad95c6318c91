import { BUSINESS } from "../../account.ts";
import type { Invoice } from "../../books/shapes.ts";
import { money } from "../../money.ts";
import { day, invoiceStatus } from "../words.ts";

// What an invoice says, on a page and on paper.

export type Row = [name: string, words: string];

export function invoiceTitle({ number, id }: Invoice): string {
  return `Invoice ${number ?? id}`;
}

export function factsOf(invoice: Invoice): Row[] {
  const { customer_name: name, customer_email: email, status_transitions: at } = invoice;
  const paid = at.paid_at === null ? "" : ` on ${day(at.paid_at)}`;
  return [
    ["From", BUSINESS],
    ["To", [name, email].filter(Boolean).join(", ") || "–"],
    ["Date", day(invoice.created)],
    ...(invoice.due_date === null ? [] : [["Due", day(invoice.due_date)] satisfies Row]),
    ["Status", `${invoiceStatus(invoice)}${paid}`],
  ];
}

export function linesOf({
  lines,
  currency,
}: Invoice): { words: string; when: string; amount: string }[] {
  return lines.data.map(({ description, period, amount }) => ({
    words: description ?? "–",
    when: period.start === period.end ? "" : `${day(period.start)} to ${day(period.end)}`,
    amount: money(amount, currency),
  }));
}

/** From the sum of the lines to what is still to pay. */
export function totalsOf(invoice: Invoice): Row[] {
  const { currency, subtotal, total, amount_paid: paid, amount_remaining: left } = invoice;
  const sum = (parts: { amount: number }[] | null) =>
    (parts ?? []).reduce((all, { amount }) => all + amount, 0);
  const discount = sum(invoice.total_discount_amounts);
  const tax = sum(invoice.total_taxes);
  const balance = invoice.amount_due - total;
  const rows: [string, number, boolean][] = [
    ["Subtotal", subtotal, subtotal !== total],
    ["Discount", -discount, discount !== 0],
    ["Tax", tax, tax !== 0],
    ["Total", total, true],
    ["Customer balance", balance, balance !== 0 && total > 0],
    ["Paid", paid, true],
    ["Still to pay", left, left > 0],
  ];
  return rows.flatMap(([name, amount, said]) => (said ? [[name, money(amount, currency)]] : []));
}

/** What people look for first. */
export function isStrong(name: string): boolean {
  return name === "Total" || name === "Still to pay";
}
