import { createHash } from "node:crypto";
import type { LetterDecision, LetterRow } from "@portico/db";
import { isListenedTo } from "./events.ts";
import { customerNamedIn, type Letter, readLetter } from "./letter.ts";
import { isSigned, type SignatureNeeds } from "./signature.ts";

export interface ReceiveEventNeeds extends SignatureNeeds {
  livemode: boolean;
  /** False when the letter came before. Throws when it could not be stored, so that Stripe sends it again. */
  keepLetter(letter: LetterRow): Promise<boolean>;
}

/** What was decided about a letter. */
export type Receipt = { signed: false } | { signed: true; decision: Decision; event: string };

export type Decision = LetterDecision | "had it";

/** Verifies, stores, answers. The work comes after. */
export async function receiveEvent(
  needs: ReceiveEventNeeds,
  body: Buffer,
  signature: string,
): Promise<Receipt> {
  if (!isSigned(needs, body, signature)) return { signed: false };
  const text = body.toString();
  const letter = letterIn(text);
  const row = letter ? rowOf(needs, letter, text) : unreadableRow(needs.now(), body, text);
  const isNew = await needs.keepLetter(row);
  return { signed: true, decision: isNew ? row.decision : "had it", event: row.id };
}

function letterIn(text: string): Letter | undefined {
  try {
    return readLetter(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function decide(livemode: boolean, letter: Letter): LetterDecision {
  if (letter.livemode !== livemode) return "other mode";
  if (letter.account !== undefined) return "other account";
  return isListenedTo(letter.type) ? "stored" : "not listened to";
}

/** Without its text a letter only says that something happened. */
export function rowOf(
  { livemode, now: clock }: Pick<ReceiveEventNeeds, "livemode" | "now">,
  letter: Letter,
  text: string | null,
): LetterRow {
  const decision = decide(livemode, letter);
  const now = clock();
  const isWork = decision === "stored";
  return {
    id: letter.id,
    type: letter.type,
    customerId: customerNamedIn(letter),
    objectId: letter.data.object.id ?? null,
    decision,
    createdAt: new Date(letter.created * 1000),
    receivedAt: now,
    // What we do not listen to may hold anything, a portal address among it.
    payload: isWork ? text : null,
    nextAttemptAt: now,
    doneAt: isWork ? null : now,
  };
}

/** Signed by Stripe and not understood: kept as a dead letter, once, by what it says. */
function unreadableRow(now: Date, body: Buffer, text: string): LetterRow {
  return {
    id: `unreadable_${createHash("sha256").update(body).digest("hex")}`,
    type: "unreadable",
    customerId: null,
    decision: "unreadable",
    createdAt: now,
    receivedAt: now,
    // No database holds a NUL in a text.
    payload: text.replaceAll("\0", "\u{fffd}"),
    nextAttemptAt: now,
    lastError: "It is signed and cannot be read.",
    deadAt: now,
  };
}
