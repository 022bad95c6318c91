import { createHash } from "node:crypto";
import type { LetterRow } from "@portico/db";
import Stripe from "stripe";
import { isListenedTo } from "./events.ts";
import { customerNamedIn, type Letter, readLetter } from "./letter.ts";

export interface ReceiveEventNeeds {
  /** Several while one is being rolled. */
  secrets: readonly string[];
  livemode: boolean;
  now(): Date;
  /** False when the letter came before. Throws when it could not be stored, so that Stripe sends it again. */
  keepLetter(letter: LetterRow): Promise<boolean>;
}

/** What was decided about a letter. */
export type Receipt = { signed: false } | { signed: true; decision: Decision; event: string };

export type Decision =
  | "stored"
  | "had it"
  | "not listened to"
  | "other account"
  | "other mode"
  | "unreadable";

const TOLERANCE_SECONDS = 300;

/** Verifies, stores, answers. The work comes after. */
export async function receiveEvent(
  needs: ReceiveEventNeeds,
  body: string,
  signature: string,
): Promise<Receipt> {
  if (!isSigned(needs, body, signature)) return { signed: false };
  const letter = readLetter(body);
  const decision = decide(needs, letter);
  const row = letter
    ? rowOf(needs.now(), letter, decision, body)
    : unreadableRow(needs.now(), body);
  const isNew = await needs.keepLetter(row);
  return { signed: true, decision: isNew ? decision : "had it", event: row.id };
}

function isSigned({ secrets, now }: ReceiveEventNeeds, body: string, signature: string): boolean {
  const seconds = Math.floor(now().getTime() / 1000);
  const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
  // The SDK looks for letters that are too old, not for those from the future.
  if (!(signedAt <= seconds + TOLERANCE_SECONDS)) return false;
  return secrets.some((secret) => verifies(body, signature, secret, seconds));
}

function verifies(body: string, signature: string, secret: string, seconds: number): boolean {
  try {
    Stripe.webhooks.signature?.verifyHeader(
      body,
      signature,
      secret,
      TOLERANCE_SECONDS,
      undefined,
      seconds * 1000,
    );
    return Stripe.webhooks.signature !== null;
  } catch {
    return false;
  }
}

function decide(
  { livemode }: ReceiveEventNeeds,
  letter: Letter | undefined,
): Exclude<Decision, "had it"> {
  if (!letter) return "unreadable";
  if (letter.livemode !== livemode) return "other mode";
  if (letter.account !== undefined) return "other account";
  return isListenedTo(letter.type) ? "stored" : "not listened to";
}

function rowOf(
  now: Date,
  letter: Letter,
  decision: Exclude<Decision, "had it">,
  body: string,
): LetterRow {
  const customerId = customerNamedIn(letter);
  const isWork = decision === "stored" && customerId !== null;
  return {
    id: letter.id,
    type: letter.type,
    customerId,
    decision,
    createdAt: new Date(letter.created * 1000),
    receivedAt: now,
    // What we do not listen to may hold anything, a portal address among it.
    payload: decision === "stored" ? body : null,
    nextAttemptAt: now,
    doneAt: isWork ? null : now,
  };
}

/** Signed by Stripe and not understood: kept as a dead letter, once, by what it says. */
function unreadableRow(now: Date, body: string): LetterRow {
  return {
    id: `unreadable_${createHash("sha256").update(body).digest("hex")}`,
    type: "unreadable",
    customerId: null,
    decision: "unreadable",
    createdAt: now,
    receivedAt: now,
    payload: body,
    nextAttemptAt: now,
    lastError: "It is signed and cannot be read.",
    deadAt: now,
  };
}
