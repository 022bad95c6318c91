import { keepLetters, type LetterRow } from "@portico/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDeployment } from "../testing.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
  await deployment.inDatabase(({ db }) =>
    keepLetters(db, ["evt_1", "evt_2", "evt_3"].map(deadLetter)),
  );
});
afterAll(() => deployment.close());

const deadLetter = (id: string): LetterRow => ({
  id,
  type: "customer.updated",
  customerId: "cus_acme",
  decision: "stored",
  payload: "{}",
  createdAt: new Date(),
  receivedAt: new Date(),
  nextAttemptAt: new Date(),
  attempts: 20,
  lastError: "Stripe said no",
  deadAt: new Date(),
});

describe("the letters", () => {
  it("are shown and replayed where no API runs", async () => {
    const shown = await deployment.portico("letters");
    expect(shown).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^evt_1 .* given up .*Stripe said no$/m),
    });
    expect(await deployment.portico("letters", "replay", "evt_1")).toMatchObject({
      code: 0,
      out: "1 letter will be tried again.\n",
    });
    const { out } = await deployment.portico("letters", "--json");
    expect(JSON.parse(out)).toMatchObject([
      { id: "evt_2", attempts: 20, lastError: "Stripe said no" },
      { id: "evt_3", attempts: 20, lastError: "Stripe said no" },
      { id: "evt_1", attempts: 0, deadAt: null },
    ]);
  });

  it("are shown and replayed while one does", () =>
    deployment.withApi(async () => {
      expect(await deployment.portico("letters", "replay", "evt_1")).toMatchObject({
        code: 1,
        err: expect.stringContaining("No letter evt_1 was given up"),
      });
      const replayed = await deployment.portico("letters", "replay", "--all", "--json");
      expect(JSON.parse(replayed.out)).toEqual({ replayed: 2 });
    }));
});

it("is refused with the usage where it is asked wrongly", async () => {
  const { code, err } = await deployment.portico("letters", "replay");
  expect(code).toBe(2);
  expect(err).toMatch(/takes the id of one dead letter, or --all\.\n\nUsage: portico/);
});
