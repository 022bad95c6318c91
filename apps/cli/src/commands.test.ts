import { expect, it } from "vitest";
import { readArguments } from "./command.ts";
import { commandFor, commands, usage } from "./commands.ts";

const meant = (line: string) => commandFor(readArguments(line.split(" ")));

it("takes the longest name that fits, and what follows it", () => {
  expect(meant("letters --json")).toEqual({
    command: commands["letters"],
    asked: { names: [], json: true },
  });
  expect(meant("letters replay evt_1")).toEqual({
    command: commands["letters replay"],
    asked: { names: ["evt_1"] },
  });
});

it.each([
  ["letters all", 'There is no command "letters all".'],
  ["letter", 'There is no command "letter".'],
  ["migrate --all", '"migrate" takes no --all.'],
  ["letters --whole", "Unknown option '--whole'"],
])("refuses portico %s", (line, words) => {
  expect(() => meant(line)).toThrow(words);
});

it("names every command in its usage, with what it does below", () => {
  for (const name of Object.keys(commands))
    expect(usage()).toMatch(new RegExp(`\\n  ${name}[ \\n]`));
  for (const { does } of Object.values(commands)) expect(usage()).toContain(`\n      ${does}\n`);
});

it("brackets what a command goes without, and nothing else", () => {
  expect(usage("override")).toContain("override end <id> --by <name> [--json]");
});

it("shows to whoever is inside a command that one alone", () => {
  expect(usage("link")).toContain("link apply");
  expect(usage("link")).not.toContain("portal");
  expect(usage("lnik")).toContain("portal");
});
