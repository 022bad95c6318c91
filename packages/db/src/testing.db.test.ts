import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { keepHistory } from "./queries/history.ts";
import { cardAdded } from "./examples.ts";
import { openTestDatabase } from "./testing.ts";

const at = new Date(Date.UTC(2026, 0, 1));

it("is empty and counts from one, whoever had it before, and closed for them", async () => {
  const before = await openTestDatabase();
  await keepHistory(before.db, [cardAdded("org_acme", 1, at)]);
  await before.close();

  const { db, close } = await openTestDatabase();
  await keepHistory(db, [cardAdded("org_acme", 2, at)]);
  expect(await db.execute(sql`select id::int, object_id from portico.history`)).toMatchObject({
    rows: [{ id: 1, object_id: "pm_2" }],
  });
  await expect(before.db.execute(sql`select 1`)).rejects.toThrow("Failed query: select 1");
  await close();
});
