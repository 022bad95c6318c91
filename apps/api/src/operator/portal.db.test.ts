import { auditEntriesOf } from "@portico/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type House, openHouse } from "../testing.ts";
import { openOperator } from "./testing.ts";

let house: House;
let operator: Awaited<ReturnType<typeof openOperator>>;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  operator = await openOperator(house);
});
afterAll(async () => {
  await operator.close();
  await house.close();
});

it("opens the portal of an organization for an operator, writes that down, and keeps the address nowhere", async () => {
  const { url } = await operator.ask.openPortal.mutate({ organization: "org_initech" });
  expect(url).toMatch(/^http:\/\/localhost:12111\/p\/session\//);
  const [entry] = await auditEntriesOf(house.deps.db, "org_initech", null, 1);
  expect(entry).toMatchObject({ action: "portal.open", outcome: "done", address: "operator" });
  expect(JSON.stringify([entry, house.logged])).not.toContain(new URL(url).pathname);
});

it("says where there is nobody, or no customer", async () => {
  const open = (organization: string) => operator.ask.openPortal.mutate({ organization });
  await expect(open("org_nobody")).rejects.toMatchObject({
    data: { reason: "ORGANIZATION_NOT_FOUND" },
  });
  await expect(open("org_globex")).rejects.toMatchObject({
    data: { reason: "NO_STRIPE_CUSTOMER" },
  });
});
