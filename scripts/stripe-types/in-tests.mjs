import { afterAll, afterEach } from "vitest";
import { judgeAll } from "./judge.mjs";

// Loaded before each file of tests: a test fails when the sandbox told it anything wrong.
let complaints = [];

const stop = judgeAll((more) => complaints.push(...more));

afterEach(complain);
afterAll(() => {
  // The next file may be in the same process.
  stop();
  complain();
});

export function complain() {
  const all = [...new Set(complaints)];
  complaints = [];
  if (all.length) throw new Error(`The sandbox spoke as Stripe would not:\n${all.join("\n")}`);
}
