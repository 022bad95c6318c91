import { bench } from "./commands/bench.mjs";
import { dev, start } from "./commands/start.mjs";
import { test } from "./commands/test.mjs";
import { testLong } from "./commands/test-long.mjs";
import { verify } from "./commands/verify.mjs";
import { Problem } from "./problem.mjs";
import { stopAll } from "./processes.mjs";
import { askedToStop } from "./signals.mjs";

const commands = { start, dev, test, "test:long": testLong, verify, bench };

/** Runs one command to its end, or until somebody asks to stop, and leaves nothing running behind. */
export async function conduct(name) {
  const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
  if (!command) {
    console.error(`Usage: node scripts/run.mjs ${Object.keys(commands).join(" | ")}`);
    process.exit(2);
  }

  let code;
  try {
    code = await Promise.race([command(), askedToStop]);
  } catch (error) {
    console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
    code = 1;
  }
  await stopAll();
  process.exit(code);
}
