import { sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import type { Database } from "../database.ts";
import { openTestDatabase } from "../testing.ts";
import { heldLeases, takeLeases } from "./leases.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

async function waitingForLocks(db: Database): Promise<number> {
  return db.$count(
    sql`pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
}

it("locks several in the same order, whoever takes or holds them, however the database sorts", async () => {
  const { db, close } = await openTestDatabase();
  await db.execute(
    sql`alter table portico.leases alter column subject type text collate "en-x-icu"`,
  );
  const both = ["cus_a", "cus_B"];
  const mine = await takeLeases(db, both, at(0), at(60));
  const waiting: Promise<unknown>[] = [];
  await db.transaction(async (tx) => {
    await heldLeases(
      tx,
      mine.filter(({ subject }) => subject === "cus_B"),
    );
    waiting.push(
      takeLeases(db, both, at(60), at(120)),
      db.transaction((other) => heldLeases(other, mine)),
    );
    await vi.waitFor(async () => expect(await waitingForLocks(db)).toBe(2));
    const unlocked = db
      .select({ id: sql`subject` })
      .from(sql`portico.leases`)
      .where(sql`subject = 'cus_a'`);
    expect(await unlocked.for("update", { skipLocked: true })).toHaveLength(1);
  });
  await Promise.all(waiting);
  await close();
});
