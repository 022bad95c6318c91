import { expect, it } from "vitest";
import { openTestHouse } from "./testing.ts";

it("lets a program choose what the last failed attempt leads to", async () => {
  const house = openTestHouse();
  const read = async () => (await house.ask("GET", "/sandbox/settings")).json();
  expect(await read()).toEqual({ after_last_attempt: "past_due" });
  const chosen = await house.ask("POST", "/sandbox/settings", { after_last_attempt: "cancel" });
  expect(await chosen.json()).toEqual(await read());

  house.advance(30 * 24 * 60 * 60);
  const late = await house.ask("GET", "/v1/subscriptions/sub_initech");
  expect(await late.json()).toMatchObject({ status: "canceled" });
});

it("refuses what it does not know", async () => {
  const refused = await openTestHouse().ask("POST", "/sandbox/settings", { color: "blue" });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("no such setting");
});
