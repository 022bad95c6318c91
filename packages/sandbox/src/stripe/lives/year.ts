import fc from "fast-check";
import { expectAgreement } from "./agreement.ts";
import { expectCovered } from "./coverage.ts";
import { sharesOf } from "./fair-shares.ts";
import { play } from "./play.ts";
import { lives } from "./moves.ts";
import { expectTold } from "./told.ts";

/** Draws that many years; a wrong one is made as short as it can be before it is shown. */
export async function proveYears(numRuns: number) {
  const year = fc.asyncProperty(lives, async (all) => {
    const { stripe, changes, customers } = await play(all);
    const read = [];
    for (const customer of customers) {
      const { invoices, plans } = await expectAgreement(stripe, customer);
      for (const plan of plans) {
        const own = changes.filter((change) => change.plan.id === plan.id);
        expectCovered(plan, await sharesOf(stripe, plan), own);
      }
      read.push(...plans, ...invoices);
    }
    await expectTold(stripe, read);
  });
  await fc.assert(year, { numRuns, seed: 20_270_101 });
}
