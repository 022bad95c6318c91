import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, gates } from "../checks.mjs";
import { judgingStripe, onLoopbackOnly, withoutSettings } from "../environment.mjs";
import { installIfNeeded } from "../install.mjs";
import { openPostgres } from "../tests/postgres/open-postgres.mjs";
import { Problem } from "../problem.mjs";
import { tally } from "../tally.mjs";
import { temporaryFolder } from "../temporary-folder.mjs";
import { endToEnd } from "../tests/end-to-end.mjs";
import { runVitest } from "../tests/vitest.mjs";

/** Proves everything. What could not run is a failure, with its reason. */
export async function test() {
  await installIfNeeded();
  const report = join(temporaryFolder("loopback"), "report");
  const settled = withoutSettings(process.env);
  const answers = join(temporaryFolder("stripe-answers"), "report");
  const quiet = onLoopbackOnly({ ...settled, TEST_DATABASE_URL: "" }, report);
  const env = judgingStripe(quiet, answers);

  return tally([
    await part("checks", async () => ({ verdicts: await check(gates, { afresh: true }) })),
    await part("unit", async () => ({ verdicts: await runVitest("unit", env) })),
    await part("database, on PGlite", async () => ({ verdicts: await runVitest("database", env) })),
    await part("database, on PostgreSQL", async () => {
      const { url, from } = await openPostgres(process.env);
      console.log(`The PostgreSQL server is ${from}.`);
      const LOOPBACK_EXCEPT = new URL(url).hostname;
      return {
        verdicts: await runVitest("database", { ...env, TEST_DATABASE_URL: url, LOOPBACK_EXCEPT }),
        note: from,
      };
    }),
    await part("end-to-end", () => endToEnd(env, report)),
    await part("a mistake fails each check", async () => ({
      verdicts: await runVitest("gates", settled),
    })),
    await part("nothing leaves this machine", async () => ({ verdicts: attempts(report) })),
    await part("Stripe's answers keep to its types", async () => ({ verdicts: judged(answers) })),
  ]);
}

async function part(name, run) {
  console.log(`\n── ${name} ──`);
  try {
    return { part: name, ...(await run()) };
  } catch (error) {
    return {
      part: name,
      verdicts: [{ name, problem: error instanceof Problem ? error.message : error.stack }],
    };
  }
}

function judged(report) {
  const verdicts = linesOf(report).map((problem) => ({ name: "an answer", problem }));
  return verdicts.length ? verdicts : [{ name: "an answer", problem: "none was seen" }];
}

function attempts(report) {
  const lines = linesOf(report);
  if (!lines.length) return [{ name: "no process asked for another host" }];
  return [...new Set(lines)].map((problem) => ({ name: "stopped", problem }));
}

function linesOf(report) {
  return existsSync(report) ? readFileSync(report, "utf8").split("\n").slice(0, -1) : [];
}
