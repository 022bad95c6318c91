import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openStripe } from "../testing.ts";
import { applyPlansCode } from "./plans.ts";
import { applyPortalCode, planPortalCode } from "./portal.ts";

const said = vi.spyOn(console, "log").mockImplementation(() => {});
const complained = vi.spyOn(console, "error").mockImplementation(() => {});
let sandbox: Awaited<ReturnType<typeof openStripe>>;

beforeAll(async () => {
  sandbox = await openStripe();
  await applyPlansCode({ stripe: sandbox.stripe, plansFile: null });
});
afterAll(() => sandbox.close());

async function wordsOf(command: typeof planPortalCode, portalFile: string | null = null) {
  said.mockClear();
  complained.mockClear();
  const code = await command({ stripe: sandbox.stripe, portalFile });
  return { code, words: [...said.mock.calls, ...complained.mock.calls].flat().join("\n") };
}

it("plans, applies, and then has nothing left to do", async () => {
  const planned = await wordsOf(planPortalCode);
  expect(planned.words).toContain("full: is not at Stripe yet");
  expect(planned.words).toContain("portico portal apply");
  expect((await wordsOf(planPortalCode)).words).toBe(planned.words);
  expect((await wordsOf(applyPortalCode)).words).toMatch(/payments: .*\n {2}done: bpc_/);
  expect((await wordsOf(planPortalCode)).words).toMatch(
    /^full: is as described \(bpc_\w+\)\npayments:/,
  );
});

it("takes a portal of your own, and shows line by line what it means", async () => {
  const file = join(sandbox.folder, "portal.mjs");
  const headline = "Bills of ours";
  writeFileSync(
    file,
    `export default { full: { business_profile: { headline: "${headline}" }, features: { invoice_history: { enabled: true } } } };`,
  );
  const { words } = await wordsOf(planPortalCode, file);
  expect(words).toContain(`business_profile.headline: null -> "${headline}"`);
  expect(words).toContain("features.subscription_cancel.enabled: true -> false");
});

it.each([
  ["is not there", "/nowhere/portal.mjs", "/nowhere/portal.mjs"],
  ["has no portal", new URL("portal.ts", import.meta.url).pathname, "has no portal"],
])("says so when the file %s", async (_, file, words) => {
  const told = await wordsOf(planPortalCode, file);
  expect(told).toMatchObject({ code: 1, words: expect.stringContaining(words) });
});

it("says so when Stripe cannot be reached", async () => {
  const nowhere = { secretKey: "sk_test_1", apiUrl: "http://localhost:1" };
  complained.mockClear();
  expect(await planPortalCode({ stripe: nowhere, portalFile: null })).toBe(1);
  expect(complained).toHaveBeenCalledWith(expect.stringContaining("Stripe could not be reached"));
});
