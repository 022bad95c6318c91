import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { OpenDatabase } from "../database.ts";
import type { Stop } from "../listen.ts";
import { openTestDatabase } from "../testing.ts";
import { announce } from "./announce.ts";

let database: OpenDatabase;
const heard = vi.fn<(id: string) => void>();
let stop: Stop;
beforeAll(async () => {
  database = await openTestDatabase();
  await new Promise<void>((listening) => {
    stop = database.listen({ heard, listening, lost: () => {} });
  });
});
afterAll(async () => {
  await stop();
  await database.close();
});

it("is heard once the transaction is there for everybody, and for each that it names", async () => {
  await database.db.transaction(async (tx) => {
    await announce(tx, ["org_1", "org_2"]);
    await announce(tx, ["org_1"]);
    expect(heard).not.toHaveBeenCalled();
  });
  await expect.poll(() => heard.mock.calls).toEqual([["org_1"], ["org_2"]]);
});

it("is never heard of a transaction that came to nothing", async () => {
  heard.mockClear();
  const failing = database.db.transaction(async (tx) => {
    await announce(tx, ["org_3"]);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await announce(database.db, ["org_4"]);
  await expect.poll(() => heard.mock.calls).toEqual([["org_4"]]);
});

it("says nothing where nobody is named", async () => {
  heard.mockClear();
  await announce(database.db, []);
  await announce(database.db, ["org_5"]);
  await expect.poll(() => heard.mock.calls).toEqual([["org_5"]]);
});
