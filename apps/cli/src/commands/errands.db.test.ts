import { askErrand, markErrandDead, troubledErrands } from "@portico/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDeployment } from "../testing.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
});
afterAll(() => deployment.close());

it("shows what could not be done at Stripe, and lets it be tried again", async () => {
  await deployment.inDatabase(async ({ db }) => {
    const [at, wish] = [new Date(), { organizationId: "org_acme", names: [] }];
    for (const subject of ["sub_1", "sub_2"]) {
      await askErrand(db, { kind: "end double", subject, ...wish, at, notBefore: at });
      await db.execute("update portico.errands set last_error = 'Stripe said no'");
      const [newest] = await troubledErrands(db, 1);
      await markErrandDead(db, newest?.id ?? 0, "Stripe said no", at);
    }
  });
  const shown = await deployment.portico("errands");
  expect(shown.out).toMatch(
    /^2 {2}end double: sub_2 of org_acme, given up .*, tried 1 time: Stripe said no\n1 /,
  );
  expect(await deployment.portico("errands", "replay", "2")).toMatchObject({
    code: 0,
    out: "1 errand will be tried again.\n",
  });
  const all = await deployment.portico("errands", "replay", "--all", "--json");
  expect(JSON.parse(all.out)).toEqual({ replayed: 1 });
});

it("opens a portal for an organization that we know, and for no other", async () => {
  const { code, err } = await deployment.portico("portal", "open", "org_nobody");
  expect(code).toBe(1);
  expect(err).toContain("org_nobody");
  expect((await deployment.portico("portal", "open")).code).toBe(2);
});
