import { parseArgs } from "node:util";
import { migrateDatabase } from "./commands/migrate.ts";
import { applyPortalCode, planPortalCode } from "./commands/portal.ts";
import { runSandbox } from "./commands/sandbox.ts";
import { readEnv } from "./env.ts";

const commands = {
  sandbox: { run: runSandbox, does: "stands in for Stripe and Clerk on this machine" },
  migrate: { run: migrateDatabase, does: "brings the database at DATABASE_URL up to date" },
  "portal plan": { run: planPortalCode, does: "shows what would change in Stripe's portal" },
  "portal apply": { run: applyPortalCode, does: "makes Stripe's portal what the code says" },
};

const usage = [
  "Usage: portico <command>",
  "",
  ...Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(12)} ${does}`),
  "",
  "Each reads its settings from the environment; .env.example explains them.",
].join("\n");

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const asked = parse(args);
  if (asked.help) {
    console.log(usage);
    return 0;
  }
  const command = Object.entries(commands).find(([name]) => name === asked.command)?.[1];
  if (!command) {
    console.error(asked.command ? `There is no command "${asked.command}".\n\n${usage}` : usage);
    return 2;
  }
  const env = readEnv();
  if (!env.ok) {
    console.error(env.problem);
    return 1;
  }
  return command.run(env.settings);
}

function parse(args: string[]): { help: boolean; command: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h", default: false } },
    });
    return {
      help: values.help,
      command: positionals.length > 1 ? positionals.join(" ") : positionals[0],
    };
  } catch {
    return { help: false, command: args.join(" ") };
  }
}
