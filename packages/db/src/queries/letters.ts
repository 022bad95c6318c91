import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { inbox } from "../schema.ts";

export type LetterState = "open" | "dead";
export type LetterSummary = Awaited<ReturnType<typeof lettersIn>>[number];

const inState = {
  open: and(isNull(inbox.doneAt), isNull(inbox.deadAt)),
  dead: isNotNull(inbox.deadAt),
} satisfies Record<LetterState, unknown>;

/** The longest waiting first, after the one of that id. What is in them stays in them. */
export async function lettersIn(
  db: Database,
  state: LetterState,
  after: string | null,
  limit: number,
) {
  const last = sql`(select ${inbox.receivedAt}, ${inbox.id} from ${inbox} where ${inbox.id} = ${after})`;
  return db
    .select({
      id: inbox.id,
      type: inbox.type,
      customer: inbox.customerId,
      attempts: inbox.attempts,
      lastError: inbox.lastError,
      createdAt: inbox.createdAt,
      receivedAt: inbox.receivedAt,
      nextAttemptAt: inbox.nextAttemptAt,
      deadAt: inbox.deadAt,
    })
    .from(inbox)
    .where(
      and(
        inState[state],
        after === null ? undefined : sql`(${inbox.receivedAt}, ${inbox.id}) > ${last}`,
      ),
    )
    .orderBy(asc(inbox.receivedAt), asc(inbox.id))
    .limit(limit);
}

/** Tells how many dead letters are due again; without an id all are. One that cannot be read stays dead. */
export async function reviveLetters(db: Database, id: string | null, now: Date): Promise<number> {
  const revived = await db
    .update(inbox)
    .set({ attempts: 0, nextAttemptAt: now, deadAt: null })
    .where(
      and(inState.dead, eq(inbox.decision, "stored"), id === null ? undefined : eq(inbox.id, id)),
    )
    .returning({ id: inbox.id });
  return revived.length;
}
