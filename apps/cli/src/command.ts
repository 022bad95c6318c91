import { parseArgs } from "node:util";
import type { Settings } from "./env.ts";

/** Every option that some command takes. */
const OPTIONS = {
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  csv: { type: "boolean" },
  all: { type: "boolean" },
  at: { type: "string" },
  yes: { type: "boolean" },
  share: { type: "string" },
  plan: { type: "string" },
  feature: { type: "string" },
  limit: { type: "string" },
  by: { type: "string" },
  reason: { type: "string" },
  until: { type: "string" },
  tell: { type: "boolean" },
  metadata: { type: "string" },
  clerk: { type: "string" },
  "leave-unmatched": { type: "boolean" },
} as const;

export type Option = Exclude<keyof typeof OPTIONS, "help">;
export type Asked = ReturnType<typeof readArguments>;

export interface Command {
  /** What may follow its name, for people to read. */
  takes?: string;
  does: string;
  options?: Option[];
  /** Those of its options that it does not go without. */
  needs?: Option[];
  /** 0 where all is well, 1 where something is not. */
  run(settings: Settings, asked: Asked): Promise<number>;
}

/** Answered with the usage, and with 2. */
export class WrongUsage extends Error {}

export function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    return { ...values, names: positionals };
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}

const VALUES: ReadonlyMap<Option, string> = new Map([
  ["at", "<date>"],
  ["share", "<part>"],
  ["metadata", "<key>"],
  ["clerk", "<key>"],
  ["plan", "<plan>"],
  ["feature", "<feature>"],
  ["limit", "<limit>=<number>"],
  ["by", "<name>"],
  ["reason", "<words>"],
  ["until", "<date>"],
]);

export function shownOption(option: Option): string {
  const value = VALUES.get(option);
  return `--${option}${value ? ` ${value}` : ""}`;
}

export const ORGANIZATION = "the id of one organization";

/** What a command is about, where that is one thing. */
export function onlyName(command: string, what: string, { names }: Asked): string {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new WrongUsage(`"${command}" takes ${what}.`);
  return name;
}

/** Whatever a command shows, it shows as JSON too. */
export function sayJson(value: unknown) {
  console.log(JSON.stringify(value, null, 2));
}
