import type { Cause, MirrorRow, OpenLetter } from "@portico/db";
import type { CustomerRead } from "../from-stripe/read-customer.ts";
import type { ObjectRead } from "../from-stripe/read-object.ts";
import type { Stretch } from "../from-stripe/reading.ts";
import type { Told } from "../from-stripe/told.ts";
import type { Word } from "./believe.ts";
import type { CustomerFile } from "./judge-letters.ts";

/** What an object is now, and how we come to know. */
export interface Finding {
  row: MirrorRow;
  cause: Cause;
  /** When it was so, by Stripe's clock. */
  stripeAt: Date;
}

export type How = Pick<Finding, "cause" | "stripeAt">;

/** How we come to know of an object: by itself, by its customer, by whatever was found last, or else by the letter that let us look. */
export function howToKnow({ customer, letters }: CustomerFile, findings: Finding[]) {
  const found = new Map<string, How>(findings.map((finding) => [finding.row.id, finding]));
  const general = found.get(customer) ?? findings.at(-1) ?? letters.map(howByLetter).at(-1);
  return general && ((id: string): How => found.get(id) ?? general);
}

function howByLetter({ id, type, createdAt }: OpenLetter): How {
  return { cause: { by: "event", event: id, type }, stripeAt: createdAt };
}

/** What was heard of objects; with a customer that is gone, all it had is, as it was heard of last. */
export function findingsFromWords({ customer, rows }: CustomerFile, words: Word[]): Finding[] {
  const heard = words.flatMap((word) => findingFromWord(customer, word));
  const farewell = heard.find(({ row }) => row.id === customer && row.deletedAt !== null);
  if (!farewell) return heard;
  const { cause, stripeAt } = farewell;
  const all = new Map([...rows, ...heard.map(({ row }) => [row.id, row] as const)]);
  const stretch = { from: stripeAt, to: stripeAt };
  const goesToo = livingRows(all).map((row) => ({ row: gone(row, stretch), cause, stripeAt }));
  return [...heard.filter(({ row }) => row.deletedAt !== null), ...goesToo];
}

function findingFromWord(customer: string, word: Word): Finding[] {
  const { told, created, farewell } = word;
  if (!told) return [];
  const stretch = { from: created, to: created };
  const row = rowOf(customer, told, stretch, farewell);
  return [{ row, cause: causeOf(word), stripeAt: created }];
}

/** What reading all of a customer showed; what it did not show is gone. */
export function findingsFromRead(
  { customer, rows }: CustomerFile,
  { told, stretch }: CustomerRead,
  causeFor: (id: string) => Cause,
): Finding[] {
  const shown = new Set(told.map(({ id }) => id));
  const missing = livingRows(rows).filter(({ id }) => !shown.has(id));
  return [
    ...told.map((each) => rowOf(customer, each, stretch, false)),
    ...missing.map((row) => gone(row, stretch)),
  ].map((row) => ({ row, cause: causeFor(row.id), stripeAt: stretch.to }));
}

/** What asking about one object showed; nothing where it neither is nor was. */
export function findingFromObject(
  { customer, rows }: CustomerFile,
  id: string,
  { told, stretch }: ObjectRead,
  cause: Cause,
): Finding[] {
  const known = rows.get(id);
  const isTheirs = told && (told.customer ?? customer) === customer && !isDetached(told);
  if (isTheirs)
    return [{ row: rowOf(customer, told, stretch, false), cause, stripeAt: stretch.to }];
  return known ? [{ row: gone(known, stretch), cause, stripeAt: stretch.to }] : [];
}

export function causeOf({ letter, type }: Word): Cause {
  return { by: "event", event: letter, type };
}

function isDetached({ says, customer }: Told): boolean {
  return says.kind === "payment_method" && customer === null;
}

function livingRows(rows: Map<string, MirrorRow>): MirrorRow[] {
  return [...rows.values()].filter(({ deletedAt }) => deletedAt === null);
}

function rowOf(customer: string, { id, says }: Told, stretch: Stretch, farewell: boolean) {
  const { from: readFrom, to: readTo } = stretch;
  const deletedAt = farewell ? readTo : null;
  return { id, kind: says.kind, customerId: customer, says, readFrom, readTo, deletedAt };
}

function gone(row: MirrorRow, { from: readFrom, to: readTo }: Stretch): MirrorRow {
  return { ...row, readFrom, readTo, deletedAt: readTo };
}
