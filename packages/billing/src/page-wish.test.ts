import { expect, it } from "vitest";
import { readPage } from "./page-wish.ts";

const list = (length: number) => async (many: number) =>
  Array.from({ length: Math.min(length, many) }, (_, at) => ({ id: length - at }));

it("has a next page only where something is on it", async () => {
  expect(await readPage(2, list(3))).toEqual({ rows: [{ id: 3 }, { id: 2 }], next: 2 });
  expect(await readPage(2, list(2))).toEqual({ rows: [{ id: 2 }, { id: 1 }], next: null });
  expect(await readPage(2, list(0))).toEqual({ rows: [], next: null });
});
