import { expect, it } from "vitest";
import { mutate } from "./as-the-page.ts";
import { openHouse } from "./testing.ts";

it("says which question the database failed, and not about whom it was asked", async () => {
  const house = await openHouse();
  await house.settle();
  await house.close();
  const wish = { name: "Payroll", scopes: ["billing:read"] };
  const { status } = await mutate(house, ["ada", "org_acme"], "apiKeys.create", wish);
  expect(status).toBe(500);
  const line = house.logged.find((each) => each.includes("apiKeys.create"));
  expect(line).toContain("Failed query: select");
  expect(line).not.toMatch(/params|org_acme|user_ada/);
});
