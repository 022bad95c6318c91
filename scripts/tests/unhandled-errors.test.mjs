import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ask } from "../processes.mjs";
import { root } from "../root.mjs";
import { temporaryFolder } from "../temporary-folder.mjs";

const REPORTER = join(root, "scripts/tests/unhandled-errors.mjs");

const LEAKING = `
it("passes, and leaves a promise behind", () => void Promise.reject(new Error("boom")));
`;

it("is told each error that no test caught, and the file it came from", async () => {
  const folder = temporaryFolder("leaking");
  const file = join(folder, "unhandled.json");
  writeFileSync(join(folder, "leaking.test.js"), LEAKING);
  const { code } = await ask("vitest", join(root, "node_modules/.bin/vitest"), [
    "run",
    "--globals",
    `--root=${folder}`,
    `--reporter=${REPORTER}`,
    `--outputFile.unhandled=${file}`,
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual([
    { message: "boom", file: "leaking.test.js" },
  ]);
});
