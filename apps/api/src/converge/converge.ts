import { type Database } from "@portico/db";
import fc from "fast-check";
import { expect } from "vitest";
import { life } from "./moves.ts";
import { openStage } from "./stage.ts";

/** Draws that many lives; a wrong one is made as short as it can be before it is shown. */
export async function proveConvergence(db: Database, numRuns: number, seed = 20_261_121) {
  const converges = fc.asyncProperty(life, async (drawn) => {
    const stage = await openStage(db, drawn);
    for (const step of drawn.steps) await stage.play(step);
    await stage.settle();
    for (const { said, truth } of await stage.compare()) expect(said).toEqual(truth);
    for (const { remembered, said } of await stage.remember()) expect(remembered).toEqual(said);
  });
  await fc.assert(converges, { numRuns, seed });
}
