import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gates } from "../checks.mjs";
import { ask } from "../processes.mjs";
import { turbo } from "../turbo.mjs";
import { copyOfTheTree } from "./copy-of-the-tree.mjs";

let folder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portico-gates-"));
  copyOfTheTree(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

const mistakes = {
  typecheck: [["a wrong type", `export const port: number = "8787";\n`, "error TS2322"]],
  "check:lint": [
    ["a floating promise", `Promise.resolve(1);\n`, "no-floating-promises"],
    ["an any", `export const anything: any = 1;\n`, "no-explicit-any"],
    ["process.env", `export const port = process.env.PORT;\n`, "no-restricted-properties"],
    ["env of node:process", `export { env } from "node:process";\n`, "no-restricted-imports"],
    ["a silenced compiler", `// @ts-ignore\nexport const one = 1;\n`, "ban-ts-comment"],
  ],
  "check:format": [["another format", `export const one = 'one'\n`, ""]],
  "check:unused": [["a file nobody uses", `export const one = 1;\n`, ""]],
};

describe.each(Object.entries(mistakes))("%s", (gate, its) => {
  const planted = its.map((_, index) => `packages/billing/src/planted-${index}.ts`);
  let said;

  // To look at the whole tree takes longest, so each gate does it once.
  beforeAll(async () => {
    its.forEach(([, source], index) => writeFileSync(join(folder, planted[index]), source));
    said = await run(gate);
    for (const file of planted) rmSync(join(folder, file));
  });

  it.each(its)("fails for %s", (mistake, _, complaint) => {
    const file = basename(planted[its.findIndex(([name]) => name === mistake)]);
    expect(said.output).toMatch(asError(complaint, file));
    expect(said.code).not.toBe(0);
  });

  it("complains of nothing else", () => {
    const places = said.output.matchAll(/([\w.-]+\.(?:[jt]sx?|mjs|json))(?=[:(]\d| \(|$)/gm);
    expect(new Set(Array.from(places, ([file]) => file))).toEqual(
      new Set(planted.map((file) => basename(file))),
    );
  });
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
  const tried = new Set([...Object.keys(mistakes), "check:versions"]);
  // The root's types are judged by the same compiler as everybody's.
  expect(gates.filter((gate) => !tried.has(gate))).toEqual(["check:types"]);
});

/** The linter marks errors with an x or a cross, and names the place on the next line; the others name the place first. */
function asError(complaint, file) {
  return new RegExp(`([x×] .*\\(${complaint}\\).*\\n.*${file}|${file}.*${complaint})`);
}

/** Just as verify runs it, but for the cache, and for the colours that it has in CI. */
async function run(gate) {
  const options = ["--continue=always", "--output-logs=errors-only", "--cache=local:,remote:"];
  const said = await ask(gate, ...turbo(gate, ...options), { cwd: folder, seconds: 120 });
  return { ...said, output: stripVTControlCharacters(said.output) };
}
