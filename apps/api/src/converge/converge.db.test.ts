import { openTestDatabase } from "@portico/db/testing";
import { expect, it } from "vitest";
import { proveConvergence } from "./converge.ts";

it("ends with what Stripe says, whatever goes wrong on the way", async () => {
  const database = await openTestDatabase();
  await expect(proveConvergence(database.db, 30)).resolves.toBeUndefined();
  await database.close();
});
