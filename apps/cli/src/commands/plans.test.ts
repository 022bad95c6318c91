import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openStripe } from "../testing.ts";
import { applyPlansCode, planPlansCode } from "./plans.ts";

const said = vi.spyOn(console, "log").mockImplementation(() => {});
const complained = vi.spyOn(console, "error").mockImplementation(() => {});
let sandbox: Awaited<ReturnType<typeof openStripe>>;

beforeAll(async () => {
  sandbox = await openStripe();
});
afterAll(() => sandbox.close());

async function wordsOf(command: typeof planPlansCode, plansFile: string | null = null) {
  said.mockClear();
  complained.mockClear();
  const code = await command({ stripe: sandbox.stripe, plansFile });
  return { code, words: [...said.mock.calls, ...complained.mock.calls].flat().join("\n") };
}

function fileOf(name: string, content: string): string {
  const file = join(sandbox.folder, name);
  writeFileSync(file, content);
  return file;
}

it("plans, applies, and then has nothing left to do", async () => {
  const planned = await wordsOf(planPlansCode);
  expect(planned.words).toContain("  team_year is not at Stripe yet");
  expect(planned.words).toContain('    metadata.portico_plan: nothing -> "team"');
  expect(planned.words).toContain("    amounts.eur: nothing -> 4500");
  expect(planned.words).toContain("portico plans apply");
  expect((await wordsOf(planPlansCode)).words).toBe(planned.words);
  expect((await wordsOf(applyPlansCode)).words).toMatch(
    /credits_small: .*\n(.*\n)+ {2}done: prod_/,
  );
  expect((await wordsOf(planPlansCode)).words).toBe(
    ["starter", "team", "business", "credits_small", "credits_large"]
      .map((name) => `${name}: is as described`)
      .join("\n"),
  );
});

it("takes a catalog of your own, and says who keeps the old price", async () => {
  const team = { name: "Team", prices: { month: { usd: 5900 } }, features: [] };
  const file = fileOf(
    "plans.mjs",
    `export default ${JSON.stringify({ plans: { team }, packs: {} })};`,
  );
  const { words } = await wordsOf(planPlansCode, file);
  expect(words).toContain("team_month (price_team) stays with who has it, and a new one is sold:");
  expect(words).toContain("amounts.usd: 4900 -> 5900");
});

it("says what is wrong in a catalog, field by field", async () => {
  const file = fileOf(
    "wrong.mjs",
    `export default { plans: { team: { name: "Team", prices: { week: { usd: 1 } }, features: [] } }, packs: {} };`,
  );
  expect(await wordsOf(planPlansCode, file)).toEqual({
    code: 1,
    words: expect.stringMatching(/has no catalog.*\n[^]*week[^]*default\.plans\.team\.prices/),
  });
});

it("says so when Stripe cannot be reached", async () => {
  const nowhere = { secretKey: "sk_test_1", apiUrl: "http://localhost:1" };
  expect(await planPlansCode({ stripe: nowhere, plansFile: null })).toBe(1);
  expect(complained).toHaveBeenCalledWith(expect.stringContaining("Stripe could not be reached"));
});
