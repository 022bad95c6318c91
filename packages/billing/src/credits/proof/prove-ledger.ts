import type { Database } from "@portico/db";
import fc from "fast-check";
import { openBooks } from "./books.ts";
import { life } from "./moves.ts";

/** Draws that many lives of a ledger; a wrong one is made as short as it can be before it is shown. */
export async function proveLedger(db: Database, numRuns: number, seed = 20_261_121) {
  const adds = fc.asyncProperty(life, async (drawn) => {
    const books = openBooks(db, drawn);
    for (const step of drawn.steps) {
      await books.play(step);
      await books.check();
    }
    await books.finish();
  });
  await fc.assert(adds, { numRuns, seed });
}
