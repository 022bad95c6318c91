import { once } from "node:events";
import { expect, it, onTestFinished, vi } from "vitest";
import { proveKilledSyncs } from "../killed-syncs.ts";
import { openDeployment, SOON } from "../testing.ts";

it("goes on where it was killed, again and again, and asks for each customer about once", async () => {
  await expect(proveKilledSyncs({ customers: 60, kills: 2 })).resolves.toBeUndefined();
});

it("says why it waits while Stripe does not answer", async () => {
  const deployment = await openDeployment();
  onTestFinished(deployment.close);
  await deployment.stopSandbox();
  const running = deployment.begin("sync");
  let said = "";
  running.stderr.on("data", (more: Buffer) => (said += more.toString()));
  await vi.waitFor(() => expect(said).toContain("Stripe does not answer, so we wait: "), SOON);
  running.kill("SIGKILL");
  await once(running, "exit");
});
