import { once } from "node:events";
import { endAllLeases, takeLease } from "@portico/db";
import { expect, it, onTestFinished, vi } from "vitest";
import { openDeployment, SOON } from "../testing.ts";

it("says for whom it waits while somebody else is at work on a customer", async () => {
  const deployment = await openDeployment();
  onTestFinished(deployment.close);
  const hour = new Date(Date.now() + 3_600_000);
  await deployment.inDatabase(({ db }) => takeLease(db, "cus_acme", new Date(), hour));

  const running = deployment.begin("sync");
  let told = "";
  running.stderr.on("data", (text) => (told += String(text)));
  await vi.waitFor(() => expect(told).toContain("cus_acme: somebody else is at work"), SOON);
  const exit = once(running, "exit");
  await deployment.inDatabase(({ db }) => endAllLeases(db, new Date()));
  expect(await exit).toEqual([0, null]);
});
