import { type Asked, type Command, shownOption, WrongUsage } from "./command.ts";
import { doctorCommands } from "./commands/doctor.ts";
import { eraseCommands } from "./commands/erase.ts";
import { errandsCommands } from "./commands/errands.ts";
import { historyCommands } from "./commands/history.ts";
import { lettersCommands } from "./commands/letters.ts";
import { linkCommands } from "./commands/link.ts";
import { migrateDatabase } from "./commands/migrate.ts";
import { noticesCommands } from "./commands/notices.ts";
import { openPortalCommands } from "./commands/open-portal.ts";
import { overridesCommands } from "./commands/overrides.ts";
import { applyPlansCode, planPlansCode } from "./commands/plans.ts";
import { applyPortalCode, planPortalCode } from "./commands/portal.ts";
import { runSandbox } from "./commands/sandbox.ts";
import { syncCommands } from "./commands/sync.ts";

/** Every verb of `portico`, by its name. */
export const commands: Record<string, Command> = {
  sandbox: { run: runSandbox, does: "stands in for Stripe and Clerk on this machine" },
  migrate: { run: migrateDatabase, does: "brings the database at DATABASE_URL up to date" },
  "plans plan": { run: planPlansCode, does: "shows what would change in what Stripe sells" },
  "plans apply": { run: applyPlansCode, does: "makes what Stripe sells what the code says" },
  "portal plan": { run: planPortalCode, does: "shows what would change in Stripe's portal" },
  "portal apply": { run: applyPortalCode, does: "makes Stripe's portal what the code says" },
  ...openPortalCommands,
  ...doctorCommands,
  ...lettersCommands,
  ...noticesCommands,
  ...errandsCommands,
  ...historyCommands,
  ...overridesCommands,
  ...eraseCommands,
  ...linkCommands,
  ...syncCommands,
};

/** The command that is meant, by the longest name that fits, and what follows that name. */
export function commandFor(asked: Asked): { command: Command; asked: Asked } {
  const words = asked.names.join(" ");
  const name = Object.keys(commands)
    .filter((each) => `${words} `.startsWith(`${each} `))
    .reduce((longest, each) => (each.length > longest.length ? each : longest), "");
  const command = commands[name];
  if (!command) throw new WrongUsage(words ? `There is no command "${words}".` : "");
  const names = asked.names.slice(name.split(" ").length);
  refuseStrayWords(name, command, { ...asked, names });
  return { command, asked: { ...asked, names } };
}

function refuseStrayWords(
  name: string,
  { takes, options = [] }: Command,
  { names, help: _, ...given }: Asked,
) {
  const known = new Set<string>(options);
  const stray = Object.keys(given).find((option) => !known.has(option));
  if (stray) throw new WrongUsage(`"${name}" takes no --${stray}.`);
  if (!takes && names.length > 0)
    throw new WrongUsage(`There is no command "${[name, ...names].join(" ")}".`);
}

/** Of the commands that begin with this word, or of all where none does. */
export function usage(word?: string): string {
  const all = Object.entries(commands);
  const meant = all.filter(([name]) => name.split(" ")[0] === word);
  const lines = (meant.length > 0 ? meant : all).flatMap(([name, command]) => [
    `  ${call(name, command)}`,
    `      ${command.does}`,
  ]);
  return [
    "Usage: portico <command>",
    "",
    ...lines,
    "",
    "Each reads its settings from the environment; .env.example explains them.",
  ].join("\n");
}

function call(name: string, { takes, options = [], needs = [] }: Command): string {
  const shown = options.map((option) => {
    const words = shownOption(option);
    return needs.includes(option) ? words : `[${words}]`;
  });
  return [name, takes, ...shown].filter(Boolean).join(" ");
}
