import {
  apiKeysOf,
  auditEntriesOf,
  creditEntriesOf,
  creditsOf,
  type Database,
  giveBackLease,
  historyOf,
  historyUntil,
  keepMovingIn,
  membersOf,
  type OpenDatabase,
  rememberDeployment,
  takeLease,
  mirrorOf,
  openNoticesOf,
} from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { visa } from "@portico/db/examples";
import { giveCredits } from "../credits/ledger/give-credits.ts";
import { spendTogether } from "../credits/spending/spend-together.ts";
import { explain } from "../history/explain.ts";
import { erase } from "./erase.ts";
import { knowAllOf } from "./know-all.ts";

let database: OpenDatabase;
let db: Database;
beforeEach(async () => {
  database = await openTestDatabase();
  ({ db } = database);
  await rememberDeployment(db, { stripeAccount: "acct_1", livemode: false });
  await keepMovingIn(db, "not needed");
  for (const organization of ["org_acme", "org_umbrella"]) await knowAllOf(db, organization);
});
afterEach(() => database.close());

const now = () => new Date(Date.UTC(2026, 0, 2));
const operator = { actor: "operator", requestId: "portico" };

const eraseAcme = () => erase({ db, now }, { organization: "org_acme" }, operator);

/** All that is kept of an organization, and who is known at all. */
async function kept(organization: string) {
  return {
    people: await membersOf(db, organization),
    log: await auditEntriesOf(db, organization, null, 100),
    keys: await apiKeysOf(db, organization, now()),
    history: await historyOf(db, organization, { limit: 100 }),
    errands: await db.query.errands.findMany({
      where: (errands, { eq }) => eq(errands.organizationId, organization),
    }),
    notices: await openNoticesOf(db, organization, 10),
    letters: await db.query.inbox.findMany(),
    everybody: await db.query.people.findMany(),
    claim: await db.query.customerClaims.findFirst({
      where: (claims, { eq }) => eq(claims.organizationId, organization),
    }),
  };
}

const textKept = async (organization: string) => JSON.stringify(await kept(organization));

it("keeps the ledger of credits as it is", async () => {
  const grant = { organization: "org_acme", source: "invoice:in_1", amount: 100, expiresAt: null };
  await db.transaction((tx) => giveCredits(tx, [grant], now()));
  await spendTogether(db, [{ organization: "org_acme", amount: 30, key: "report 1" }], now());
  const before = await creditEntriesOf(db, "org_acme", { limit: 10 });
  await eraseAcme();
  expect(await creditEntriesOf(db, "org_acme", { limit: 10 })).toEqual(before);
  expect(await creditsOf(db, "org_acme", now())).toMatchObject({ balance: 70 });
});

describe("erasing an organization", () => {
  it("removes people, addresses, what letters held and how cards are known", async () => {
    const { removed } = await eraseAcme();
    expect(removed).toEqual({
      letters: 1,
      auditEntries: 1,
      apiKeys: 1,
      memberships: 2,
      people: 1,
      customerClaims: 1,
      errands: 1,
      paymentMethods: 1,
      changes: 4,
      notices: 1,
    });
    const left = await textKept("org_acme");
    expect(left).not.toMatch(/user_of_org_acme|org_acme@example/);
    expect((await mirrorOf(db, "cus_of_org_acme"))[0]?.says).toMatchObject({ last4: null });
    const [card] = (await historyOf(db, "org_acme", { limit: 3 })).slice(2);
    expect(card?.after).toEqual({
      ...visa,
      brand: null,
      last4: null,
      expMonth: null,
      expYear: null,
    });
    expect(await auditEntriesOf(db, "org_acme", null, 100)).toMatchObject([
      { action: "organization.erase", address: "operator", requestId: "portico" },
      { action: "portal.open", person: null, address: "erased" },
    ]);
  });

  it("keeps what totals and past answers need", async () => {
    const needs = {
      knowsOrganization: async () => true,
      historyUntil: (organization: string, at: Date) => historyUntil(db, organization, at),
      planNames: async () => new Map<string, string>(),
      graceDays: 14,
      now,
    };
    const ask = () => explain(needs, { organization: "org_acme" });
    const before = await ask();
    await eraseAcme();
    const after = await ask();
    expect(after.access.has).toBe(true);
    expect(after.charges.map(({ total, status }) => ({ total, status }))).toEqual(
      before.charges.map(({ total, status }) => ({ total, status })),
    );
  });

  it("leaves every other organization as it was, and whoever belongs to it", async () => {
    const before = await kept("org_umbrella");
    await eraseAcme();
    const { letters, everybody, ...after } = await kept("org_umbrella");
    expect(before).toMatchObject(after);
    expect(letters.find(({ id }) => id === "evt_of_org_umbrella")?.payload).toContain("@");
    expect(everybody.map(({ id }) => id).toSorted()).toEqual(["user_ada", "user_of_org_umbrella"]);
  });

  it("can be done again, and then finds nothing", async () => {
    await eraseAcme();
    const { removed } = await eraseAcme();
    expect(new Set(Object.values(removed))).toEqual(new Set([0]));
  });

  it("says what remains at Stripe and at Clerk, and where", async () => {
    const { remains } = await eraseAcme();
    expect(remains.join("\n")).toMatch(/Clerk still knows org_acme/);
    expect(remains.join("\n")).toMatch(/Stripe still knows customer cus_of_org_acme\. Delete it/);
  });

  it("waits for whoever writes the customer's rows just now", async () => {
    const until = new Date(now().getTime() + 60_000);
    const lease = await takeLease(db, "cus_of_org_acme", now(), until);
    if (!lease) throw new Error("it was free");
    await expect(eraseAcme()).rejects.toMatchObject({ reason: "TOO_MANY_REQUESTS" });
    expect(await textKept("org_acme")).toContain("user_of_org_acme@example.com");
    await giveBackLease(db, lease, now());
    await eraseAcme();
  });

  it("refuses an organization that nobody told us of", async () => {
    await expect(
      erase({ db, now }, { organization: "org_nobody" }, operator),
    ).rejects.toMatchObject({ reason: "ORGANIZATION_NOT_FOUND" });
  });
});
