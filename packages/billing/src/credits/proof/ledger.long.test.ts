import { openTestDatabase } from "@portico/db/testing";
import { expect, it } from "vitest";
import { proveLedger } from "./prove-ledger.ts";

it("adds up at every moment of very many lives", async () => {
  const database = await openTestDatabase();
  await expect(proveLedger(database.db, 1_000)).resolves.toBeUndefined();
  await database.close();
});
