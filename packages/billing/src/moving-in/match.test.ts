import { expect, it } from "vitest";
import { type Hint, match, strayHints } from "./match.ts";

const hint = (customer: string, organization: string): Hint => ({ customer, organization });

const sides = {
  customers: new Map([
    ["cus_linked", "org_linked"],
    ["cus_1", null],
    ["cus_2", null],
    ["cus_3", null],
  ]),
  organizations: new Set(["org_linked", "org_1", "org_2", "org_3"]),
};

const matched = (metadata: Hint[], rows: Hint[] = []) =>
  Object.fromEntries(match(sides, { rows, metadata }));

it("matches a customer to the one organization it is named for", () => {
  expect(matched([hint("cus_1", "org_1"), hint("cus_1", "org_1")])).toEqual({
    cus_linked: { is: "linked", organization: "org_linked" },
    cus_1: { is: "matched", organization: "org_1" },
    cus_2: { is: "unmatched", why: "nothing names its organization" },
    cus_3: { is: "unmatched", why: "nothing names its organization" },
  });
});

it("matches neither of two customers that are named for one organization", () => {
  const { cus_1, cus_2 } = matched([hint("cus_1", "org_1"), hint("cus_2", "org_1")]);
  expect(cus_1).toEqual({ is: "ambiguous", why: "org_1 is named for cus_2 too" });
  expect(cus_2).toEqual({ is: "ambiguous", why: "org_1 is named for cus_1 too" });
});

it("matches no customer that is named for two organizations", () => {
  const { cus_1 } = matched([hint("cus_1", "org_1"), hint("cus_1", "org_2")]);
  expect(cus_1).toEqual({ is: "ambiguous", why: "named for org_1 and org_2" });
});

it("gives an organization that is linked already no second customer", () => {
  const { cus_1 } = matched([hint("cus_1", "org_linked")]);
  expect(cus_1).toEqual({ is: "ambiguous", why: "org_linked is named for cus_linked too" });
});

it("believes no name of an organization that Clerk does not have", () => {
  expect(matched([hint("cus_1", "org_9")])["cus_1"]).toEqual({
    is: "unmatched",
    why: "named for org_9, which Clerk does not have",
  });
});

it("takes the operator's own row over whatever metadata says", () => {
  const metadata = [hint("cus_1", "org_1"), hint("cus_2", "org_1"), hint("cus_3", "org_2")];
  const { cus_1, cus_2, cus_3 } = matched(metadata, [
    hint("cus_1", "org_1"),
    hint("cus_3", "org_3"),
  ]);
  expect(cus_1).toEqual({ is: "matched", organization: "org_1" });
  expect(cus_2).toMatchObject({ is: "unmatched" });
  expect(cus_3).toEqual({ is: "matched", organization: "org_3" });
});

it("tells which names are of customers that Stripe does not have", () => {
  const stray = hint("cus_9", "org_1");
  expect(strayHints(sides, { rows: [hint("cus_1", "org_1")], metadata: [stray] })).toEqual([stray]);
});
