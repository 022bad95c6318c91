import diagnostics from "node:diagnostics_channel";
import { afterAll, afterEach } from "vitest";
import { ANSWERS, openJudge } from "./judge.mjs";

// Loaded before each file of tests: a test that is given a wrong answer by the sandbox fails.
let judge;
let complaints = [];

diagnostics.subscribe(ANSWERS, (answer) => {
  judge ??= openJudge();
  complaints.push(...judge(answer));
});

afterEach(complain);
afterAll(complain);

function complain() {
  const all = [...new Set(complaints)];
  complaints = [];
  if (all.length) throw new Error(`The sandbox answered as Stripe would not:\n${all.join("\n")}`);
}
