import { installIfNeeded } from "../install.mjs";
import { openPostgres } from "../tests/postgres/open-postgres.mjs";
import { tally } from "../tally.mjs";
import { runVitest } from "../tests/vitest.mjs";
import { withoutSettings } from "../environment.mjs";

/** What `npm test` proves with a few, proved with very many. */
export async function testLong() {
  await installIfNeeded();
  const { url, from } = await openPostgres(process.env);
  const env = { ...withoutSettings(process.env), TEST_DATABASE_URL: url };
  return tally([{ part: "long", verdicts: await runVitest("long", env), note: from }]);
}
