import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { worldInFolder, worldInMemory } from "./world.ts";

let folder: string;
let journal: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  journal = join(folder, "world.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Row {
  name: string;
}

it("remembers what was put last, in the order it came, and nothing that was deleted", () => {
  const rows = worldInFolder(folder).table<Row>("rows");
  rows.put("a", { name: "first" });
  rows.put("b", { name: "second" });
  rows.put("c", { name: "third" });
  rows.put("a", { name: "changed" });
  rows.delete("b");
  expect(worldInFolder(folder).table<Row>("rows").all()).toEqual([
    { name: "changed" },
    { name: "third" },
  ]);
});

it("remembers all of what belongs together, or none of it", () => {
  const world = worldInFolder(folder);
  const rows = world.table<Row>("rows");
  rows.put("a", { name: "alone" });
  world.together(() => {
    rows.put("b", { name: "one" });
    world.together(() => rows.put("c", { name: "two" }));
  });
  const written = readFileSync(journal, "utf8");
  writeFileSync(journal, written.slice(0, -10));
  expect(worldInFolder(folder).table<Row>("rows").all()).toEqual([{ name: "alone" }]);
});

it("remembers what was changed before something went wrong", () => {
  const world = worldInFolder(folder);
  const rows = world.table<Row>("rows");
  expect(() =>
    world.together(() => {
      rows.put("a", { name: "done" });
      throw new Error("then it broke");
    }),
  ).toThrow("then it broke");
  expect(worldInFolder(folder).table<Row>("rows").all()).toEqual(rows.all());
});

it("remembers rows that are longer than what is read at once, in any script", () => {
  const long = "株式会社 🎉 ".repeat(200_000);
  worldInFolder(folder).table("words").put("long", { long });
  expect(worldInFolder(folder).table("words").get("long")).toEqual({ long });
});

it("gives each table to one owner", () => {
  const world = worldInMemory();
  world.table<Row>("rows");
  expect(() => world.table<Row>("rows")).toThrow("The table rows has an owner already.");
});

it("forgets everything when it is emptied, and keeps nothing that an old table is told", () => {
  const world = worldInFolder(folder);
  const old = world.table<Row>("rows");
  old.put("a", { name: "before" });
  world.empty();
  old.put("b", { name: "too late" });
  const rows = world.table<Row>("rows");
  expect(rows.all()).toEqual([]);
  rows.put("c", { name: "after" });
  expect(worldInFolder(folder).table<Row>("rows").all()).toEqual([{ name: "after" }]);
});
