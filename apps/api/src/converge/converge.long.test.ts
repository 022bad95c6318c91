import { openTestDatabase } from "@portico/db/testing";
import { expect, it } from "vitest";
import { proveConvergence } from "./converge.ts";

it("ends with what Stripe says in very many lives", async () => {
  const database = await openTestDatabase();
  await expect(proveConvergence(database.db, 3_000)).resolves.toBeUndefined();
  await database.close();
});
