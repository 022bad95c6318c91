// Loaded before a program: judges what the sandbox says in it, and writes a line for each to STRIPE_ANSWERS_REPORT.
import { appendFileSync } from "node:fs";
import { judgeAll } from "./judge.mjs";

judgeAll((complaints, { planted }) => {
  // What a test plants is no word of the sandbox's.
  if (!planted) appendFileSync(process.env.STRIPE_ANSWERS_REPORT, `${complaints.join("; ")}\n`);
});
