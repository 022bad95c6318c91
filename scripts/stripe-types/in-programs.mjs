// Loaded before a program: judges each answer of the sandbox in it, and writes a line to STRIPE_ANSWERS_REPORT.
import { appendFileSync } from "node:fs";
import diagnostics from "node:diagnostics_channel";
import { ANSWERS, openJudge } from "./judge.mjs";

let judge;

diagnostics.subscribe(ANSWERS, (answer) => {
  // What a test plants is no answer of the sandbox's.
  if (answer.planted) return;
  judge ??= openJudge();
  appendFileSync(process.env.STRIPE_ANSWERS_REPORT, `${judge(answer).join("; ")}\n`);
});
