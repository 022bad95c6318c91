import { afterAll, beforeAll, expect, it } from "vitest";
import { openDeployment, PATIENCE } from "../testing.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
}, PATIENCE);
afterAll(() => deployment.close());

it(
  "finds nothing wrong while the API runs, and what is wrong where something is",
  async () => {
    await deployment.withApi(async () => {
      const { code, out } = await deployment.portico("doctor");
      expect(out).toMatch(
        /^✓ database\n✓ Stripe's account\n✓ webhook endpoint\n✓ Stripe's portal\n/,
      );
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
  },
  PATIENCE,
);
