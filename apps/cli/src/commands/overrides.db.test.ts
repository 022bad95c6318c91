import { keepOrganization } from "@portico/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDeployment } from "../testing.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
  await deployment.inDatabase(({ db }) =>
    keepOrganization(db, { id: "org_quiet", name: "Quiet", toldAt: new Date() }),
  );
});
afterAll(() => deployment.close());

const given = ["--by", "Ines", "--reason", "they help us test"];

it("gives a plan, shows it, and takes it back", async () => {
  const add = ["override", "add", "org_quiet", "--plan", "team", "--until", "2999-03-01", ...given];
  const line =
    /^1 {2}org_quiet {2}the plan team until 1 March 2999, because: they help us test \(Ines, .*\)\n$/;
  expect(await deployment.portico(...add)).toMatchObject({
    code: 0,
    out: expect.stringMatching(line),
  });
  const { out } = await deployment.portico("override", "list", "org_quiet", "--json");
  expect(JSON.parse(out)).toMatchObject([{ id: 1, gives: { plan: "team" }, author: "Ines" }]);
  expect(await deployment.portico("override", "end", "1", "--by", "Omar")).toMatchObject({
    code: 0,
  });
  expect((await deployment.portico("override", "list")).out).toBe("Nothing was given.\n");
});

it.each<[string, string[], string]>([
  ["for nothing", given, "one of --plan, --feature and --limit"],
  ["two things at once", [...given, "--plan", "team", "--feature", "sso"], "one of --plan"],
  ["a limit without a number", [...given, "--limit", "projects"], "--limit projects=50"],
  ["by nobody", ["--plan", "team", "--reason", "why not"], "--by"],
  ["for no reason", ["--plan", "team", "--by", "Ines"], "--reason"],
  ["until a day that is none", [...given, "--plan", "team", "--until", "2026-02-30"], "--until"],
])("refuses to give %s", async (_, options, words) => {
  const { code, err } = await deployment.portico("override", "add", "org_quiet", ...options);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(words) });
});
