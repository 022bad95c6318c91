import { whatHappened } from "@portico/db";
import { readArguments, WrongUsage } from "./command.ts";
import { commandFor, usage } from "./commands.ts";
import { readEnv } from "./env.ts";

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(
    error instanceof WrongUsage ? `${error.message}\n\n${usage()}`.trim() : whatHappened(error),
  );
  return error instanceof WrongUsage ? 2 : 1;
});

async function main(args: string[]): Promise<number> {
  const read = readArguments(args);
  if (read.help) {
    console.log(usage());
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
