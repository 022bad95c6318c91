import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { organizationsOf } from "@portico/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { openDeployment } from "../testing.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
});
afterAll(() => deployment.close());

const answered = z.looseObject({ id: z.string() });

async function atStripe(path: string, body: Record<string, string>): Promise<string> {
  const headers = { authorization: "Bearer sk_test_sandbox" };
  const init = { method: "POST", headers, body: new URLSearchParams(body) };
  const answer = await fetch(`${deployment.stripeUrl}/v1/${path}`, init);
  return answered.parse(await answer.json()).id;
}

async function atClerk(method: string, path: string, body: object): Promise<string> {
  const headers = { authorization: "Bearer sk_test_sandbox", "content-type": "application/json" };
  const init = { method, headers, body: JSON.stringify(body) };
  const answer = await fetch(`${deployment.clerkUrl}/v1/organizations${path}`, init);
  return answered.parse(await answer.json()).id;
}

async function payer(name: string, more: Record<string, string> = {}): Promise<string> {
  const customer = await atStripe("customers", { name, ...more });
  const byInvoice = { collection_method: "send_invoice", days_until_due: "30" };
  await atStripe("subscriptions", { customer, "items[0][price]": "price_team", ...byInvoice });
  return customer;
}

it("moves an account in, by a table, by customers' metadata and by organizations'", async () => {
  const { dataDir, portico } = deployment;
  const [tea, cake] = await Promise.all(
    ["Tea", "Cake"].map((name) => atClerk("POST", "", { name, created_by: "user_grace" })),
  );
  const named = await payer("Globex Ltd", { "metadata[workspace]": "org_globex" });
  const listed = await payer("Tea Ltd");
  const known = await payer("Cake Ltd");
  const stranger = await payer("Nobody Ltd");
  await atClerk("PATCH", `/${cake}/metadata`, { private_metadata: { stripe: known } });
  const table = join(dataDir, "links.csv");
  await writeFile(table, `customer,organization\n${listed},${tea}\ncus_old,${tea}\n`);
  const by = [table, "--metadata", "workspace", "--clerk", "stripe"];

  const planned = await portico("link", "plan", ...by);
  expect(planned).toMatchObject({ code: 0, err: "" });
  expect(planned.out).toContain(
    `${named} (Globex Ltd) -> org_globex (Globex): unknown price price_team, $49.00 a month, by invoice`,
  );
  expect(planned.out).toContain(`${listed} (Tea Ltd) -> ${tea} (Tea)`);
  expect(planned.out).toContain(`${known} (Cake Ltd) -> ${cake} (Cake)`);
  expect(planned.out).toContain(
    `${stranger} (Nobody Ltd): nothing names its organization; unknown price`,
  );
  expect(planned.out).toContain(`cus_old for ${tea}`);
  expect(planned.out).toMatch(/`honours`.*\n.*price_team of prod_team, \$49\.00 a month: paid by/);

  const applied = await portico("link", "apply", ...by);
  expect(applied.out).toContain("6 customers linked and read.");
  expect(applied.out).toContain("Not moved in yet");
  expect(applied.code).toBe(1);
  const owners = await deployment.inDatabase(({ db }) =>
    organizationsOf(db, [named, listed, known, stranger]),
  );
  expect(Object.fromEntries(owners)).toEqual({
    [named]: "org_globex",
    [listed]: tea,
    [known]: cake,
  });

  const done = await portico("link", "apply", "--leave-unmatched", "--json");
  expect(done.code).toBe(0);
  expect(JSON.parse(done.out)).toMatchObject({ linked: 0, failed: [], movedIn: true });
  await rm(table);
});

it("refuses to guess, and a table that is none", async () => {
  const { dataDir, portico } = deployment;
  expect(await portico("link", "plan")).toMatchObject({ code: 2 });
  const table = join(dataDir, "customers.csv");
  const absent = await portico("link", "plan", table);
  expect(absent.err).toContain("customers.csv cannot be read. Check its name.");
  await writeFile(table, "id,email\ncus_1,a@b.test\n");
  const refused = await portico("link", "plan", table);
  expect(refused.err).toContain("is no table with a customer and an organization in each row");
});
