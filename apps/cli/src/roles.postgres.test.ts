import { keepLetters, type LetterRow } from "@portico/db";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openDeployment, SOON } from "./testing.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
});
afterAll(() => deployment.close());

const letter: LetterRow = {
  id: "evt_1",
  type: "customer.updated",
  customerId: "cus_acme",
  decision: "stored",
  createdAt: new Date(),
  receivedAt: new Date(),
  nextAttemptAt: new Date(),
};

it("leaves letters to the worker where a process is the API alone, and requests to the API where it is not", async () => {
  await deployment.inDatabase(({ db }) => keepLetters(db, [letter]));
  await deployment.withApi(async (api) => {
    const asked = await api.figure('portico_stripe_requests_total{class="2xx"}');
    expect(await api.figure("portico_letters_open")).toBe(1);

    await deployment.withApi(async (worker) => {
      await vi.waitFor(
        async () => expect(await worker.figure("portico_letters_open")).toBe(0),
        SOON,
      );
      const statuses = [
        "/health",
        "/ready",
        "/config.json",
        "/trpc/billing.view",
        "/webhooks/stripe",
      ].map(worker.statusOf);
      expect(await Promise.all(statuses)).toEqual([200, 200, 404, 404, 404]);
    }, "worker");

    expect(await api.figure('portico_stripe_requests_total{class="2xx"}')).toBe(asked);
    expect(await api.statusOf("/config.json")).toBe(200);
  }, "api");
});
