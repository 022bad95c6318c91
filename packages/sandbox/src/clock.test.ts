import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openClock } from "./clock.ts";
import { worldInFolder, worldInMemory } from "./world.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("runs with real time, ahead of it by as much as it was moved", () => {
  let real = 1_000;
  const clock = openClock(worldInMemory(), () => real);
  expect(clock.now()).toBe(1_000);
  clock.moveTo(5_000);
  real += 10;
  expect(clock.now()).toBe(5_010);
});

it("never goes back", () => {
  const clock = openClock(worldInMemory(), () => 1_000);
  clock.moveTo(500);
  expect(clock.now()).toBe(1_000);
});

it("stays ahead after a restart", () => {
  openClock(worldInFolder(folder), () => 1_000).moveTo(5_000);
  expect(openClock(worldInFolder(folder), () => 2_000).now()).toBe(6_000);
});
