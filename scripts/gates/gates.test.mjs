import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { gates } from "../checks.mjs";
import { ask } from "../processes.mjs";
import { turbo } from "../turbo.mjs";
import { copyOfTheTree } from "./copy-of-the-tree.mjs";

const PLANTED = "packages/billing/src/planted.ts";

let folder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portico-gates-"));
  copyOfTheTree(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

const mistakes = [
  ["a wrong type", "typecheck", `export const port: number = "8787";\n`, "TS2322"],
  ["a floating promise", "check:lint", `Promise.resolve(1);\n`, "no-floating-promises"],
  ["an any", "check:lint", `export const anything: any = 1;\n`, "no-explicit-any"],
  [
    "process.env",
    "check:lint",
    `export const port = process.env.PORT;\n`,
    "no-restricted-properties",
  ],
  [
    "env of node:process",
    "check:lint",
    `export { env } from "node:process";\n`,
    "no-restricted-imports",
  ],
  ["a silenced compiler", "check:lint", `// @ts-ignore\nexport const one = 1;\n`, "ban-ts-comment"],
  ["another format", "check:format", `export const one = 'one'\n`, "planted.ts"],
  ["a file nobody uses", "check:unused", `export const one = 1;\n`, "planted.ts"],
];

it.each(mistakes)("%s fails %s", async (_mistake, gate, source, complaint) => {
  writeFileSync(join(folder, PLANTED), source);
  const { code, output } = await run(gate);
  rmSync(join(folder, PLANTED));

  expect(output).toContain("planted.ts");
  expect(output).toContain(complaint);
  expect(code).not.toBe(0);
});

it("two versions of one package fail check:versions", async () => {
  const file = join(folder, "apps/cli/package.json");
  const before = readFileSync(file, "utf8");
  writeFileSync(
    file,
    before.replace(`"dependencies": {`, `"dependencies": {\n    "vitest": "1.0.0",`),
  );
  const { code, output } = await run("check:versions");
  writeFileSync(file, before);

  expect(output).toContain("vitest");
  expect(code).not.toBe(0);
});

it("every gate that verify runs has a mistake here", () => {
  const tried = new Set([...mistakes.map(([, gate]) => gate), "check:versions"]);
  // The root's types are judged by the same compiler as everybody's.
  expect(gates.filter((gate) => !tried.has(gate))).toEqual(["check:types"]);
});

/** Just as verify runs it, but for the cache. */
function run(gate) {
  const options = ["--continue=always", "--output-logs=errors-only", "--cache=local:,remote:"];
  return ask(gate, ...turbo(gate, ...options), { cwd: folder, seconds: 120 });
}
