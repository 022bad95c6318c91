import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "../processes.mjs";
import { root } from "../root.mjs";
import { temporaryFolder } from "../temporary-folder.mjs";
import { checked } from "./checked.mjs";

/** Runs one of the projects of vitest.config.ts. */
export async function runVitest(project, env) {
  const file = join(temporaryFolder("vitest"), "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const program = join(root, "node_modules/.bin/vitest");
  const end = await runToEnd(project, program, ["run", "--project", project, ...reporters], {
    env,
  });
  const suites = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).testResults : [];
  return checked(project, suites.flatMap(verdictsOf), end);
}

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
