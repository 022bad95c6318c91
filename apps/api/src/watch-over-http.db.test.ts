import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freePort } from "@portico/sandbox/free-port";
import { type Listening, listen } from "./node-server.ts";
import { type House, openHouse } from "./testing.ts";
import { watchThrough } from "./watching.ts";

const SOON = { timeout: 60_000, interval: 10 };

let house: House;
let server: Listening;
let origin: string;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  const port = await freePort();
  server = await listen(house, port, "127.0.0.1");
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => house.close());

const watch = () =>
  watchThrough(
    (url, init) => fetch(origin + new URL(url).pathname, init),
    () => house.tokenOf("ada", "org_acme"),
  );

it("has room again when pages are gone, however they went", async () => {
  const pages = Array.from({ length: 5 }, watch);
  await vi.waitUntil(() => pages.every(({ views }) => views.length > 0), SOON);
  for (const page of pages) page.stop();
  await vi.waitFor(async () => {
    const next = watch();
    await vi.waitUntil(() => next.views.length > 0 || next.refused, SOON);
    next.stop();
    expect(next.refused).toBeUndefined();
  }, SOON);
});

it("holds up nobody who stops the server", async () => {
  const page = watch();
  await vi.waitUntil(() => page.views.length > 0, SOON);
  const asked = Date.now();
  await house.deps.changes.stop();
  await server.close();
  expect(Date.now() - asked).toBeLessThan(5_000);
  page.stop();
});
