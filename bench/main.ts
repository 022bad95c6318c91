import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { benchCredits } from "./credits.ts";
import { benchEntitlements } from "./entitlements.ts";
import { benchEvents } from "./events/index.ts";
import { benchRenewals } from "./events/renewals.ts";
import { benchPortal } from "./portal.ts";
import { benchSandbox } from "./sandbox/index.ts";

const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl)
  throw new Error("DATABASE_URL names no PostgreSQL server to measure on. Run: npm run bench.");

const cli = fileURLToPath(new URL("../apps/cli/dist/main.js", import.meta.url));
execFileSync(process.execPath, [cli, "migrate"], { env: process.env, stdio: "inherit" });

console.log(
  `\nNode ${process.version}, ${cpus().length} cores. Compare ratios: machines differ, and drift.`,
);
await benchPortal(databaseUrl);
await benchEvents(databaseUrl);
await benchRenewals(databaseUrl);
await benchCredits(databaseUrl);
await benchEntitlements(databaseUrl);
await benchSandbox();
