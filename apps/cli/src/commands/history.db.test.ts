import { keepHistory } from "@portico/db";
import { cardAdded } from "@portico/db/examples";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDeployment } from "../testing.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
  await deployment.inDatabase(({ db }) => keepHistory(db, [cardAdded("org_quiet", 1, at)]));
});
afterAll(() => deployment.close());

const at = new Date(Date.UTC(2026, 0, 1));

it("tells what happened, for people and for programs", async () => {
  const told = await deployment.portico("history", "org_quiet");
  expect(told).toMatchObject({
    code: 0,
    out: "2026-01-01T00:00:00.000Z  pm_1  A payment method was added: Visa ending in 4242, valid until 08/2031. Stripe told us: a card was added (payment_method.attached, evt_1).\n",
  });
  const { out } = await deployment.portico("history", "org_quiet", "--csv");
  expect(out).toMatch(/^id,at,stripe_at,object,kind,what,changes,why,event\r\n/);
  expect(out).toContain('payment_method,"A payment method was added: Visa');
  const json = await deployment.portico("history", "org_quiet", "--json");
  expect(JSON.parse(json.out)).toMatchObject([{ object: "pm_1", kind: "payment_method" }]);
});

it("tells why there is no access, beside an API and through it", async () => {
  const told = await deployment.portico("explain", "org_quiet", "--at", "2026-01-01");
  expect(told.out).toMatch(
    /^org_quiet has no access on 1 January 2026 .*\n {2}Nobody had told us of a subscription by then/,
  );
  await deployment.withApi(async () => {
    const { out } = await deployment.portico("explain", "org_quiet", "--json");
    expect(JSON.parse(out)).toMatchObject({ access: { has: false }, charges: [] });
  });
});

it("refuses a date that is none, and an organization that nobody knows", async () => {
  expect(await deployment.portico("explain", "org_quiet", "--at", "2026-02-30")).toMatchObject({
    code: 2,
    err: expect.stringContaining("--at a day such as 2026-11-21, or a time such as"),
  });
  for (const verb of ["explain", "history"])
    expect(await deployment.portico(verb, "org_nobody")).toMatchObject({
      code: 1,
      err: "Nobody ever told us of an organization org_nobody. Check its id.\n",
    });
  expect(await deployment.portico("history")).toMatchObject({ code: 2 });
});

it("erases when told to without asking, and not where nobody can be asked", async () => {
  expect(await deployment.portico("erase", "org_quiet")).toMatchObject({ code: 2 });
  const { out } = await deployment.portico("erase", "org_quiet", "--yes");
  expect(out).toContain("1 change of the history without cards and names");
  expect(out).toContain("Stripe still knows customer cus_of_org_quiet.");
  expect((await deployment.portico("history", "org_quiet")).out).not.toContain("4242");
});
