import type { CreditEntryRead } from "@portico/db";
import { count } from "../words/index.ts";

/** "30 credits spent (report 1)." */
export function entryInWords(entry: Pick<CreditEntryRead, "amount" | "source" | "invoice">) {
  const { amount, source, invoice } = entry;
  const [because = "", ...name] = source.split(":");
  return `${count(Math.abs(amount), "credit")} ${what(because, name.join(":"), invoice)}.`;
}

function what(because: string, name: string, invoice: string | null): string {
  if (because === "invoice") return invoice === null ? "paid for" : `paid for with ${invoice}`;
  if (because === "spend") return `spent (${name})`;
  return OTHERS.get(because) ?? "changed";
}

const OTHERS: ReadonlyMap<string, string> = new Map([
  ["expiry", "expired"],
  ["refund", "taken back, because money was refunded"],
  ["dispute", "taken back, because a payment was disputed"],
  ["credit_note", "taken back, because money was credited"],
  ["failed", "given back, because a refund failed"],
  ["won", "given back, because a dispute was won"],
  ["void", "given back, because a credit note does not count any more"],
]);
