import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "../processes.mjs";
import { root } from "../root.mjs";
import { temporaryFolder } from "../temporary-folder.mjs";
import { checked } from "./checked.mjs";

const program = join(root, "node_modules/.bin/vitest");
const unhandledErrors = join(root, "scripts/tests/unhandled-errors.mjs");

/** Runs one of the projects of vitest.config.ts. */
export async function runVitest(project, env) {
  const folder = temporaryFolder("vitest");
  const [report, unhandled] = [join(folder, "report.json"), join(folder, "unhandled.json")];
  const options = [
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    `--reporter=${unhandledErrors}`,
    `--outputFile.unhandled=${unhandled}`,
  ];
  const end = await runToEnd(project, program, ["run", ...options], { env });
  const suites = existsSync(report) ? readJson(report).testResults : [];
  const errors = existsSync(unhandled) ? readJson(unhandled) : [];
  return checked(project, suites.flatMap(verdictsOf), { ...end, unhandled: errors });
}

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

function verdictsOf({ name, status, message, assertionResults }) {
  if (!assertionResults.length) {
    return [
      {
        name: name.replace(root, ""),
        problem: status === "passed" ? "holds no test" : message || status,
      },
    ];
  }
  return assertionResults.map((test) => ({
    name: test.fullName,
    problem:
      test.status === "passed"
        ? undefined
        : test.failureMessages.join("\n") || `was not run (${test.status})`,
  }));
}
