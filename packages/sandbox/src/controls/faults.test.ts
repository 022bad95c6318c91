import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { openTestHouse } from "./testing.ts";

let house: ReturnType<typeof openTestHouse>;
beforeEach(() => {
  house = openTestHouse();
});

const account = () => house.ask("GET", "/v1/account");
const status = async () => (await account()).status;

it("switches a fault on, shows it, and switches it off", async () => {
  const made = await house.ask("POST", "/sandbox/faults", { fault: { kind: "unavailable" } });
  expect(made.status).toBe(201);
  const fault = z.looseObject({ id: z.string() }).parse(await made.json());
  expect(fault).toMatchObject({ fault: { kind: "unavailable" }, left: null, ends_at: null });
  expect(await (await house.ask("GET", "/sandbox/faults")).json()).toEqual({ faults: [fault] });
  expect(await status()).toBe(503);
  const off = await house.ask("DELETE", `/sandbox/faults/${fault.id}`);
  expect(await off.json()).toEqual({ faults: [] });
  expect(await status()).toBe(200);
});

it("switches everything off at once", async () => {
  for (const kind of ["server_error", "dropped_before"])
    await house.ask("POST", "/sandbox/faults", { fault: { kind } });
  await house.ask("DELETE", "/sandbox/faults");
  expect(await status()).toBe(200);
});

it.each([
  [undefined],
  [{}],
  [{ fault: { kind: "earthquake" } }],
  [{ fault: { kind: "latency" } }],
  [{ fault: { kind: "stale", seconds: 1e9 } }],
  [{ fault: { kind: "unavailable" }, for_requests: 0 }],
  [{ fault: { kind: "unavailable" }, path: "/sandbox" }],
])("says what it does not understand in %j", async (wish) => {
  const refused = await house.ask("POST", "/sandbox/faults", wish);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("not a fault we know");
});

it("rejects where the connection is dropped in this process", async () => {
  await house.ask("POST", "/sandbox/faults", { fault: { kind: "dropped_before" } });
  await expect(account()).rejects.toThrow("dropped the connection");
});

it("answers no page from elsewhere, and no other host", async () => {
  const elsewhere = { origin: "http://evil.test" };
  expect((await house.ask("DELETE", "/sandbox/faults", undefined, elsewhere)).status).toBe(403);
  const rebound = { host: "evil.test" };
  expect((await house.ask("GET", "/sandbox/faults", undefined, rebound)).status).toBe(403);
  expect((await house.ask("GET", "/sandbox/nothing")).status).toBe(404);
});
