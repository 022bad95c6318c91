import { whatHappened } from "@portico/db";
import { readArguments, WrongUsage } from "./command.ts";
import { commandFor, usage } from "./commands.ts";
import { readEnv } from "./env.ts";

const args = process.argv.slice(2);
process.exitCode = await main().catch((error: unknown) => {
  console.error(
    error instanceof WrongUsage
      ? `${error.message}\n\n${usage(args[0])}`.trim()
      : whatHappened(error),
  );
  return error instanceof WrongUsage ? 2 : 1;
});

async function main(): Promise<number> {
  const read = readArguments(args);
  if (read.help) {
    console.log(usage(read.names[0]));
    return 0;
  }
  const { command, asked } = commandFor(read);
  const env = readEnv();
  if (!env.ok) {
    console.error(env.problem);
    return 1;
  }
  return command.run(env.settings, asked);
}
