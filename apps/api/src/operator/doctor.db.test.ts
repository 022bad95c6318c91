import { takeLease } from "@portico/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { fetchedClerkKeys } from "../callers/clerk-keys.ts";
import { openHouse } from "../testing.ts";
import { letClerkAnswer } from "../testing-clerk.ts";
import { openOperator } from "./testing.ts";
import { found, one, openWellHouse } from "./well-house.ts";

let house: Awaited<ReturnType<typeof openWellHouse>>;
beforeAll(async () => {
  house = await openWellHouse();
});
afterAll(() => house.close());

const run = (statement: string) => house.deps.db.execute(statement);
const caughtUp = (when: string) => run(`update portico.deployment set caught_up_to = ${when}`);
const movingIn = (state: string) => run(`update portico.deployment set moving_in = '${state}'`);

it("finds nothing where all is well, and tells what it looked at in one order", async () => {
  const { ask, close } = await openOperator(house);
  const looked = [];
  for await (const { check, findings } of await ask.doctor.query()) looked.push([check, findings]);
  await close();
  expect(looked).toEqual([
    ["database", []],
    ["Stripe's account", []],
    ["webhook endpoint", []],
    ["what is sold", []],
    ["Stripe's portal", []],
    ["Clerk's keys", []],
    ["letters, notices and errands", []],
    ["organizations", []],
    ["who may pay", []],
    ["doubles", []],
    ["leases", []],
    ["catching up", []],
  ]);
});

it("finds that Clerk does not take the key", async () => {
  const clerkKeys = fetchedClerkKeys({
    fetch: async () => new Response(null, { status: 401 }),
    apiUrl: "http://localhost:12112",
    secretKey: "sk_test_other",
    now: Date.now,
  });
  const app = createApp({ ...house.deps, clerkKeys });
  expect(await found(app)).toEqual(one(/^wrong: Clerk does not give .*401.* CLERK_SECRET_KEY/));
});

describe("what waits and what was given up", () => {
  const letter = (id: string, received: string, dead: string) =>
    run(`insert into portico.inbox (id, type, decision, created_at, received_at, next_attempt_at, dead_at)
      values ('${id}', 'customer.updated', 'stored', now(), ${received}, now(), ${dead})`);

  it("is found: letters, notices and errands", async () => {
    await letter("evt_dead", "now()", "now()");
    await letter("evt_late", "now() - interval '40 minutes'", "null");
    await run(`insert into portico.notices (organization_id, kind, source, cause, at, next_attempt_at, dead_at)
      values ('org_acme', 'access.lost', 'sub_1', '{"by":"sync"}', now(), now(), now())`);
    await run(`insert into portico.errands (kind, subject, organization_id, names, asked_at, next_attempt_at, dead_at)
      values ('end plans', 'org_1', 'org_1', '{}', now(), now(), now()),
        ('end plans', 'org_2', 'org_2', '{}', now(), now() - interval '20 minutes', null)`);
    expect(await found(house)).toEqual([
      expect.stringMatching(/^wrong: We gave up on 1 letter from Stripe\. .*portico letters/),
      expect.stringMatching(/^wrong: Of 1 open letter the oldest waits for 40 minutes/),
      expect.stringMatching(/^wrong: We gave up on 1 notice to the host .*portico notices/),
      expect.stringMatching(/^wrong: We gave up on 1 errand at Stripe\. .*portico errands/),
      expect.stringMatching(/^wrong: Of \d open errands one has been due for 20 minutes/),
    ]);
    await run("delete from portico.errands");
    await run("delete from portico.inbox where id like 'evt\\_%ead' or id = 'evt_late'");
    await run("delete from portico.notices");
  });
});

describe("what Stripe says about organizations", () => {
  const says = (id: string, customer: string, said: object) =>
    run(`insert into portico.mirror (id, kind, customer_id, says, read_from, read_to)
      values ('${id}', '${"status" in said ? "subscription" : "customer"}', '${customer}',
        '${JSON.stringify(said)}', now(), now())`);

  it("is surfaced where it is odd", async () => {
    for (const customer of ["cus_1", "cus_2"])
      await says(customer, customer, { organization: "org_twice" });
    await says("cus_nobody", "cus_nobody", { organization: null });
    for (const subscription of ["sub_1", "sub_2"])
      await says(subscription, "cus_1", { status: "active" });
    await says("sub_ended", "cus_2", { status: "canceled" });
    expect(await found(house)).toEqual([
      expect.stringMatching(/^wrong: 2 customers at Stripe name org_twice: cus_1, cus_2\./),
      expect.stringMatching(/^wrong: org_twice has 2 live subscriptions: sub_1, sub_2\./),
      expect.stringMatching(
        /^worth knowing: Without an organization at Stripe: 1 customer, 0 of them/,
      ),
    ]);
    await says("sub_nobody", "cus_nobody", { status: "past_due" });
    expect((await found(house)).at(-1)).toMatch(/^wrong: .*: 1 customer, 1 of them subscribed/);
    await run(
      "delete from portico.mirror where id like '%\\__' or id like '%nobody' or id = 'sub_ended'",
    );
  });
});

it("finds what fails at Stripe, though it is tried again", async () => {
  await run(`insert into portico.errands (kind, subject, organization_id, names, asked_at, next_attempt_at, attempts, last_error)
    values ('follow members', 'org_1', 'org_1', '{}', now(), now() + interval '1 minute', 3, 'Not so many.')`);
  expect(await found(house)).toEqual(
    one(/^wrong: "follow members" for org_1 was tried 3 times at Stripe: Not so many\. It is/),
  );
  await run("delete from portico.errands");
});

it("finds who pays and has nobody who may, until there is somebody", async () => {
  await house.askClerk("PATCH", "/organizations/org_initech/memberships/user_linus", {
    role: "org:member",
  });
  expect(await found(house)).toEqual(
    one(/^wrong: org_initech has a plan, and no member who may pay .*portal open org_initech/),
  );
  await house.askClerk("PATCH", "/organizations/org_initech/memberships/user_linus", {
    role: "org:admin",
  });
  expect(await found(house)).toEqual([]);
});

it("takes whoever has a permission for somebody who may, as Clerk knows the roles", async () => {
  const may = (write: string[]) =>
    createApp({ ...house.deps, settings: { ...house.settings, whoMay: { read: null, write } } });
  expect(await found(may(["org:billing:manage"]))).toEqual([]);
  const nobody = await found(may(["org:billing:own"]));
  expect(nobody).toContainEqual(
    expect.stringMatching(/^wrong: org_acme has a plan, and no member who may pay for it\. Make/),
  );
  letClerkAnswer(async () => new Response("no", { status: 503 }));
  expect(await found(may(["org:billing:manage"]))).toContainEqual(
    expect.stringMatching(/^wrong: org_acme has .* Clerk did not say what their roles permit: /),
  );
  letClerkAnswer(house.sandbox.clerk);
});

it("finds a lease that nobody should have taken for so long", async () => {
  const { db, now } = house.deps;
  await takeLease(db, "cus_held", now(), new Date(now().getTime() + 3_600_000));
  expect(await found(house)).toEqual(one(/^wrong: The lease on cus_held runs longer/));
  await run("delete from portico.leases where subject = 'cus_held'");
});

it("finds an account whose customers are not linked yet", async () => {
  await movingIn("needed");
  expect(await found(house)).toEqual(
    one(/^wrong: .* linked to no organization.* portico link plan\.$/),
  );
  await movingIn("done");
  expect(await found(house)).toEqual([]);
});

it("finds that nobody looked for letters that did not come, lately or ever", async () => {
  await caughtUp("now() - interval '3 days'");
  expect(await found(house)).toEqual(one(/^wrong: For 72 hours nobody looked .*portico sync/));
  await caughtUp("null");
  expect(await found(house)).toEqual(one(/^worth knowing: Nobody ever looked/));
  await caughtUp("now()");
});

it("tells of a lost database once", async () => {
  const broken = await openHouse();
  await broken.close();
  const findings = await found(broken);
  expect(
    findings.filter((each) => each.startsWith("wrong: The database was asked in vain")),
  ).toHaveLength(1);
});
