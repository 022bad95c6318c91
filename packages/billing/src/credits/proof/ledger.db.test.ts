import { openTestDatabase } from "@portico/db/testing";
import { expect, it } from "vitest";
import { proveLedger } from "./prove-ledger.ts";

it("adds up at every moment, whatever happens at once and whoever dies", async () => {
  const database = await openTestDatabase();
  await expect(proveLedger(database.db, 20)).resolves.toBeUndefined();
  await database.close();
});
