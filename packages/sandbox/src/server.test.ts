import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { freePort } from "./free-port.ts";
import { startSandbox } from "./server.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function wish() {
  const [stripePort, clerkPort, apiPort] = [await freePort(), await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  return { folder, stripePort, clerkPort, appUrl: "http://localhost:5173", apiUrl, events: ["*"] };
}

it("answers as localhost on both ports, and leaves none behind", async () => {
  const { stripePort, clerkPort, ...rest } = await wish();
  const sandbox = await startSandbox({ stripePort, clerkPort, ...rest });
  const headers = { authorization: "Bearer sk_test_x" };
  const stripe = await fetch(`http://localhost:${stripePort}/v1/account`, { headers });
  expect(stripe.status).toBe(200);
  expect((await fetch(`http://localhost:${clerkPort}/v1/jwks`, { headers })).status).toBe(200);
  const deliveries = await fetch(`http://localhost:${stripePort}/sandbox/deliveries`);
  expect(await deliveries.json()).toMatchObject({ pending: expect.any(Number) });
  await sandbox.close();
  await expect(fetch(`http://localhost:${stripePort}/v1/account`)).rejects.toThrow("fetch failed");

  const again = await startSandbox({ stripePort, clerkPort, ...rest });
  await again.close();
});

it("takes bodies that do not say how long they are, up to where it stops reading", async () => {
  const { stripePort, ...rest } = await wish();
  const sandbox = await startSandbox({ stripePort, ...rest });
  const origin = `http://localhost:${stripePort}`;
  const headers = { authorization: "Bearer sk_test_x", origin };
  const post = (url: string, text: string) => {
    const body = new Blob([text]).stream();
    return fetch(url, { method: "POST", headers, body, duplex: "half", redirect: "manual" });
  };
  const made = await post(`${origin}/v1/billing_portal/sessions`, "customer=cus_acme");
  const { url } = z.object({ url: z.string() }).parse(await made.json());
  expect((await post(`${url}/plans/sub_acme/cancel`, "feedback=unused")).status).toBe(303);
  expect((await post(`${url}/cards/new`, "x".repeat(100_000))).status).toBe(413);
  expect((await post(`${origin}/v1/customers`, "x".repeat(2_000_000))).status).toBe(413);
  await sandbox.close();
});

it("closes the connection it was asked to drop, before or after the work", async () => {
  const { stripePort, ...rest } = await wish();
  const sandbox = await startSandbox({ stripePort, ...rest });
  const origin = `http://localhost:${stripePort}`;
  const create = (kind: string) => {
    const headers = {
      authorization: "Bearer sk_test_x",
      "portico-sandbox-fault": JSON.stringify({ kind }),
    };
    const body = new URLSearchParams({ email: `${kind}@b.test` });
    return fetch(`${origin}/v1/customers`, { method: "POST", headers, body });
  };
  await expect(create("dropped_before")).rejects.toThrow("fetch failed");
  await expect(create("dropped_after")).rejects.toThrow("fetch failed");
  const headers = { authorization: "Bearer sk_test_x" };
  const listed = await (await fetch(`${origin}/v1/customers`, { headers })).text();
  expect(listed).toContain("dropped_after@b.test");
  expect(listed).not.toContain("dropped_before@b.test");
  await sandbox.close();
});

it("does the work once for the SDK, which asks again when its answer was dropped", async () => {
  const { stripePort, ...rest } = await wish();
  const sandbox = await startSandbox({ stripePort, ...rest });
  const address = { host: "localhost", port: stripePort, protocol: "http" } as const;
  const stripe = new Stripe("sk_test_x", { ...address, maxNetworkRetries: 1, telemetry: false });
  await fetch(`http://localhost:${stripePort}/sandbox/faults`, {
    method: "POST",
    body: JSON.stringify({ fault: { kind: "dropped_after" }, for_requests: 1 }),
  });
  const made = await stripe.customers.create({ email: "once@b.test" });
  const { data } = await stripe.customers.list({ email: "once@b.test" });
  expect(data).toMatchObject([{ id: made.id }]);
  await sandbox.close();
});

it("names a taken port, and lets go of the other", async () => {
  const first = await wish();
  const sandbox = await startSandbox(first);
  const second = { ...(await wish()), clerkPort: first.clerkPort };
  await expect(startSandbox(second)).rejects.toMatchObject({
    code: "EADDRINUSE",
    port: first.clerkPort,
    message: expect.stringContaining(String(first.clerkPort)),
  });
  await sandbox.close();
  const free = await startSandbox(second);
  await free.close();
});

it("keeps its secrets to its owner", async () => {
  const sandbox = await startSandbox(await wish());
  await sandbox.close();
  for (const file of ["keys.json", "world.ndjson"])
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
});
