import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "./processes.mjs";
import { root } from "./root.mjs";
import { turbo } from "./turbo.mjs";

/** The tasks that judge the code without running it: types in each workspace, and one per tool at the root. */
export const gates = [
  "typecheck",
  "check:types",
  "check:lint",
  "check:format",
  "check:unused",
  "check:versions",
];

const SUMMARIES = join(root, ".turbo/runs");

/** Runs tasks, shows what the failed ones said, and hands back one verdict for each. */
export async function check(tasks, { afresh }) {
  rmSync(SUMMARIES, { recursive: true, force: true });
  const options = [
    "--continue=always",
    "--output-logs=errors-only",
    "--concurrency=3",
    "--summarize",
  ];
  const { reason } = await runToEnd(
    "checks",
    ...turbo(...tasks, ...options, ...(afresh ? ["--force"] : [])),
  );
  const verdicts = summary().map(({ taskId, command, execution }) => ({
    name: taskId.replace("//#", ""),
    problem: execution?.exitCode === 0 ? undefined : `${command} failed`,
  }));
  return verdicts.length
    ? verdicts
    : [{ name: tasks.join(", "), problem: `turbo ran nothing (${reason})` }];
}

function summary() {
  const [file] = existsSync(SUMMARIES) ? readdirSync(SUMMARIES) : [];
  return file ? JSON.parse(readFileSync(join(SUMMARIES, file), "utf8")).tasks : [];
}
