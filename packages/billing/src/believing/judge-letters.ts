import type { MirrorRow, OpenLetter, ReadingRow } from "@portico/db";
import { believe, type Known, type Word } from "./believe.ts";
import { type Words, wordsOf } from "./words.ts";

/** What we know of a customer, and the letters that are still open. */
export interface CustomerFile {
  customer: string;
  rows: Map<string, MirrorRow>;
  /** When it was last read whole. */
  reading: ReadingRow | undefined;
  letters: OpenLetter[];
}

export interface Judgement {
  believed: Word[];
  /** The letters that need no question. */
  settled: string[];
  /** The objects that only Stripe can tell about. */
  open: Words[];
}

/** Which letters of a customer to believe, and what to ask about. */
export function judgeLetters(file: CustomerFile): Judgement {
  const verdicts = wordsOf(file.letters).map((object) => ({
    ...object,
    verdict: judge(file, object),
  }));
  const open = verdicts.filter(({ verdict }) => verdict === "ask");
  const unsettled = new Set(open.flatMap(({ words }) => words.map(({ letter }) => letter)));
  return {
    believed: verdicts.flatMap(({ verdict }) => (typeof verdict === "object" ? verdict : [])),
    settled: file.letters.map(({ id }) => id).filter((id) => !unsettled.has(id)),
    open,
  };
}

function judge(file: CustomerFile, { id, kind, words }: Words): Word | "old" | "ask" {
  const self = file.rows.get(file.customer);
  if (self?.says.kind !== "customer") return "ask";
  const isOurs = self.says.organization !== null && self.deletedAt === null;
  if (!isOurs && kind !== "customer") return "old";
  const verdict = believe(words, knownOf(file, id));
  if (typeof verdict === "string") return verdict;
  if (self.says.testClock || (!isOurs && becomesOurs(verdict))) return "ask";
  return isOfABill(verdict) ? "old" : verdict;
}

function knownOf({ rows, reading }: CustomerFile, id: string): Known | undefined {
  const row = rows.get(id);
  if (row)
    return { said: row.says, gone: row.deletedAt !== null, from: row.readFrom, to: row.readTo };
  return reading && { said: null, gone: true, from: reading.readFrom, to: reading.readTo };
}

/** All of it is to be read then, not the customer alone. */
function becomesOurs({ told, farewell }: Word): boolean {
  return !farewell && told?.says.kind === "customer" && told.says.organization !== null;
}

function isOfABill({ told }: Word): boolean {
  return told?.says.kind === "discount" && told.customer === null;
}
