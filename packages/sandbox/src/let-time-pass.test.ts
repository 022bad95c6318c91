import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openTestHouse } from "./controls/testing.ts";

const DAY = 24 * 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const newestBill = async (house: ReturnType<typeof openTestHouse>) =>
  (await house.ask("GET", "/v1/invoices?customer=cus_acme&limit=1")).text();

it("renews plans at their time while it runs, also after a reset, and not once it stopped", async () => {
  const house = openTestHouse();
  const stop = house.start();
  vi.setSystemTime(Date.now() + 25 * DAY);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await newestBill(house)).toContain('"ACME-0005"');

  house.reset();
  expect(await newestBill(house)).toContain('"ACME-0004"');
  vi.setSystemTime(Date.now() + 25 * DAY);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await newestBill(house)).toContain('"ACME-0005"');

  await stop();
  vi.setSystemTime(Date.now() + 60 * DAY);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await newestBill(house)).toContain('"ACME-0005"');
});
