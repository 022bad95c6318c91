import { sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { announce } from "./queries/announce.ts";
import { openTestDatabase } from "./testing.ts";

it("listens again after the server ended its connection, and says that it may have missed something", async () => {
  const { db, listen, close } = await openTestDatabase();
  const ears = { heard: vi.fn(), listening: vi.fn(), lost: vi.fn() };
  const stop = listen(ears);
  await expect.poll(() => ears.listening).toHaveBeenCalledOnce();
  await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query = 'listen portico'`);
  await expect.poll(() => ears.listening).toHaveBeenCalledTimes(2);
  expect(ears.lost).toHaveBeenCalledOnce();
  await announce(db, ["org_1"]);
  await expect.poll(() => ears.heard).toHaveBeenCalledExactlyOnceWith("org_1");
  await stop();
  await close();
});
