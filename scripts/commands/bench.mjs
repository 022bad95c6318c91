import { join } from "node:path";
import { build } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";
import { openPostgres } from "../tests/postgres/open-postgres.mjs";
import { runToEnd } from "../processes.mjs";
import { root } from "../root.mjs";

/** Measures us beside floors and peers, in one run. */
export async function bench() {
  await installIfNeeded();
  await build();
  const { url } = await openPostgres(process.env);
  const tsx = join(root, "node_modules/.bin/tsx");
  const env = { ...process.env, DATABASE_URL: url };
  const { code } = await runToEnd("bench", tsx, [join(root, "bench/main.ts")], { env });
  return code;
}
