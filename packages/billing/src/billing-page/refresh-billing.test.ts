import type { Cause } from "@portico/db";
import { beforeEach, expect, it, vi } from "vitest";
import type { PersonCaller } from "../caller.ts";
import type { Refreshed } from "../projecting/refresh-customer.ts";
import { createRefreshBilling } from "./refresh-billing.ts";

const ada: PersonCaller = {
  person: "user_ada",
  organization: "org_acme",
  scopes: new Set(["billing:read"]),
  knownUntil: null,
  from: { address: "127.0.0.1", requestId: "01TEST" },
};
const refreshCustomer = vi.fn(async (_: string, _cause: Cause): Promise<Refreshed> => "done");
const standing = {
  customer: "cus_acme",
  organizationDeleted: false,
  personDeleted: false,
  membershipEnded: false,
  subscription: null,
};
const needs = {
  standingOf: async () => standing,
  organizationName: async () => "Acme",
  membersOf: async () => [],
  mayManageAs: () => false,
  mirrorOf: async () => [],
  hadPlan: async () => false,
  planNames: async () => new Map<string, string>(),
  creditsOf: async () => ({ balance: 0, owed: 0, expiring: [] }),
  sold: {
    catalog: { plans: {}, packs: {} },
    priceOf: async () => undefined,
    forgetPrices: () => {},
  },
  plansByProduct: async () => new Map<string, string>(),
  undoneErrandOf: async () => undefined,
  refreshCustomer,
  pause: async () => {},
  now: () => new Date(),
  note: () => {},
};
beforeEach(() => void refreshCustomer.mockClear());

it("asks Stripe in the name of who looks, then shows the page", async () => {
  const view = await createRefreshBilling(needs)(ada);
  expect(view.organization.name).toBe("Acme");
  const cause = { by: "refresh", actor: "user_ada" };
  expect(refreshCustomer).toHaveBeenCalledExactlyOnceWith("cus_acme", cause);
});

it("waits while somebody else is at work on the customer, but not for ever", async () => {
  refreshCustomer.mockResolvedValueOnce("busy").mockResolvedValueOnce("busy");
  await createRefreshBilling(needs)(ada);
  expect(refreshCustomer).toHaveBeenCalledTimes(3);
  refreshCustomer.mockReset().mockResolvedValue("busy");
  expect(await createRefreshBilling(needs)(ada)).toMatchObject({ hasCustomer: true });
  expect(refreshCustomer).toHaveBeenCalledTimes(20);
});

it("asks nothing for an organization without a customer, nor for who may not look", async () => {
  const standingOf = async () => ({ ...standing, customer: null });
  await createRefreshBilling({ ...needs, standingOf })(ada);
  const refused = createRefreshBilling(needs)({ ...ada, scopes: new Set() });
  await expect(refused).rejects.toMatchObject({ reason: "NOT_ALLOWED" });
  expect(refreshCustomer).not.toHaveBeenCalled();
});
