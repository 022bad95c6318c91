import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openEmbedded } from "./embedded.ts";
import { FolderInUse, lockFolder } from "./folder-lock.ts";
import { migrate } from "./migrate.ts";
import { keepClerkWord } from "./queries/directory.ts";

const root = mkdtempSync(join(tmpdir(), "portico-db-"));
afterAll(() => rmSync(root, { recursive: true }));

it("remembers what it was told, after a clean end", async () => {
  const folder = join(root, "db");
  const word = { id: "msg_1", type: "user.created", receivedAt: new Date() };
  const first = await openEmbedded(folder);
  await migrate(first.db);
  await keepClerkWord(first.db, word);
  await first.close();

  const second = await openEmbedded(folder);
  expect(await migrate(second.db)).toBe(0);
  expect(await keepClerkWord(second.db, word)).toBe(false);
  await second.close();
});

it("has one owner: a folder that a living process holds is refused, with its id", () => {
  const parent = process.ppid;
  writeFileSync(join(root, "owner.pid"), String(parent));
  expect(() => lockFolder(root)).toThrow(FolderInUse);
  expect(() => lockFolder(root)).toThrow(String(parent));
});

it("takes over from a process that was killed", () => {
  writeFileSync(join(root, "owner.pid"), "999999999");
  const unlock = lockFolder(root);
  expect(readFileSync(join(root, "owner.pid"), "utf8")).toBe(String(process.pid));
  unlock();
});
