import { isDeepStrictEqual } from "node:util";
import type { Said } from "@portico/db";
import type { Told } from "../from-stripe/told.ts";

/** What one letter says about one object. */
export interface Word {
  letter: string;
  type: string;
  /** By Stripe's clock. */
  created: Date;
  /** By ours. */
  received: Date;
  /** Nothing where the letter is not the newest, or cannot be read as it stands: its payload is gone, or is of another version. */
  told: Told | undefined;
  /** It says that the object does not exist any more. */
  farewell: boolean;
}

/** What we know of an object, and for which stretch of Stripe's time that is certain. */
export interface Known {
  /** Nothing where a reading of the whole customer did not show it. */
  said: Said | null;
  gone: boolean;
  from: Date;
  to: Date;
}

/**
 * Whether the letters about one object settle what it is now: the word to believe,
 * `old` where they say nothing new, `ask` where only Stripe can tell.
 */
export function believe(words: Word[], known: Known | undefined): Word | "old" | "ask" {
  if (!known) return "ask";
  const newest = Math.max(...words.map(({ created }) => created.getTime()));
  const [last, ...others] = words.filter(({ created }) => created.getTime() === newest);
  if (!last || wasMoved(last, known)) return "ask";
  if (last.created < known.from) return "old";
  if (!last.told || others.some((other) => !saysTheSame(other, last))) return "ask";
  const isLater = last.created > known.to;
  if (repeats(last, known)) return isLater ? last : "old";
  return isLater && last.told.whole && !comesBack(last, known) ? last : "ask";
}

function saysTheSame(one: Word, other: Word): boolean {
  return one.farewell === other.farewell && isDeepStrictEqual(one.told?.says, other.told?.says);
}

function repeats(word: Word, { said, gone }: Known): boolean {
  if (said === null) return false;
  return gone === word.farewell && (gone || isDeepStrictEqual(word.told?.says, said));
}

const ENDS = new Set(["canceled", "incomplete_expired", "paid", "void"]);

/** What has ended or is gone seldom comes back; a letter that says so may be late. */
function comesBack(word: Word, { said, gone }: Known): boolean {
  if (said === null) return false;
  if (gone) return !word.farewell;
  return !word.farewell && ENDS.has(statusOf(said)) && statusOf(word.told?.says) !== statusOf(said);
}

function statusOf(says: Said | undefined): string {
  return says?.kind === "subscription" || says?.kind === "invoice" ? says.status : "";
}

const APART_MS = 5 * 60_000;

/** What we know is from the future: Stripe's clock was set back, as a sandbox's may be. */
function wasMoved({ created, received }: Word, { to }: Known): boolean {
  const soon = received.getTime() + APART_MS;
  return to.getTime() > soon && created.getTime() <= soon;
}
