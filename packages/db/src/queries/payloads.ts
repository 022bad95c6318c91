import { and, inArray, isNotNull, lt, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { inbox } from "../schema.ts";

/** Of letters that came before then and wait for nothing; no more than so many at once. Tells how many. */
export async function dropPayloads(db: Database, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        isNotNull(inbox.payload),
        lt(inbox.receivedAt, before),
        or(isNotNull(inbox.doneAt), isNotNull(inbox.deadAt)),
      ),
    )
    .limit(limit)
    .for("update", { skipLocked: true });
  const dropped = await db
    .update(inbox)
    .set({ payload: null })
    .where(inArray(inbox.id, old))
    .returning({ id: inbox.id });
  return dropped.length;
}
