import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { openDeployment } from "../testing.ts";

const folder = mkdtempSync(join(tmpdir(), "portico-doctor-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function deploy(more?: Record<string, string>) {
  const deployment = await openDeployment(more);
  onTestFinished(deployment.close);
  return deployment;
}

it("finds nothing wrong while the API runs, and what is wrong where something is", async () => {
  const deployment = await deploy();
  await deployment.withApi(async () => {
    const { code, out } = await deployment.portico("doctor");
    expect(out).toMatch(/^✓ database\n✓ Stripe's account\n✓ webhook endpoint\n✓ what is sold\n/);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.not.stringContaining("✗") });
  });
  await deployment.stopSandbox();
  const { code, out } = await deployment.portico("doctor", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toContainEqual({
    check: "Stripe's account",
    findings: [
      {
        weight: "wrong",
        happened: expect.stringContaining("Stripe was asked in vain"),
        todo: expect.stringContaining("STRIPE_SECRET_KEY"),
      },
    ],
  });
});

it("compares Stripe's portal with the one that `portico portal apply` made", async () => {
  const file = join(folder, "portal.mjs");
  writeFileSync(
    file,
    "export default { full: { features: { invoice_history: { enabled: true } } } };",
  );
  const deployment = await deploy({ PORTAL_FILE: file });
  expect((await deployment.portico("doctor")).out).toContain("✗ Stripe's portal: ");
  expect(await deployment.portico("portal", "apply")).toMatchObject({ code: 0 });
  expect((await deployment.portico("doctor")).out).toContain("✓ Stripe's portal\n");
});

it("says what to start where nothing was started yet", async () => {
  const deployment = await deploy({ DATA_DIR: join(folder, "nothing-yet") });
  expect(await deployment.portico("doctor")).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /No Stripe or Clerk keys are set.*Start it first: portico sandbox\./,
    ),
  });
});
