import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "../processes.mjs";
import { root } from "../root.mjs";
import { temporaryFolder } from "../temporary-folder.mjs";
import { checked } from "./checked.mjs";

/** Runs the journeys in apps/web/e2e, and the walks through the sandbox in packages/sandbox/browser. */
export async function runPlaywright(env) {
  const web = join(root, "apps/web");
  const file = join(temporaryFolder("playwright"), "report.json");
  const end = await runToEnd(
    "end-to-end",
    join(web, "node_modules/.bin/playwright"),
    ["test", "--reporter=list,json"],
    {
      cwd: web,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    },
  );
  const report = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { suites: [], errors: [] };
  const verdicts = [
    ...report.errors.map(({ message }) => ({ name: "playwright", problem: message })),
    ...report.suites.flatMap((suite) => verdictsOf(suite, [])),
  ];
  return checked("end-to-end", verdicts, end);
}

function verdictsOf(suite, above) {
  const path = [...above, suite.title];
  return [
    ...(suite.suites ?? []).flatMap((inner) => verdictsOf(inner, path)),
    ...suite.specs.flatMap((spec) =>
      spec.tests.map((test) => ({
        name: [...path, spec.title].join(" › "),
        problem: problemOf(test),
      })),
    ),
  ];
}

function problemOf({ status, results }) {
  if (status === "expected") return undefined;
  const said = results.flatMap(({ errors }) => errors.map(({ message }) => message));
  return said[0] ?? `was not run (${status})`;
}
