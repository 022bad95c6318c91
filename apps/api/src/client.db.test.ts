import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { PorticoClient, PorticoError } from "@portico/client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@portico/sandbox/free-port";
import { listen, type Listening } from "./node-server.ts";
import { type House, openHouse } from "./testing.ts";

let house: House;
let server: Listening;
let baseUrl: string;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  const port = await freePort();
  server = await listen(house, port, "127.0.0.1");
  baseUrl = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await server.close();
  await house.close();
});
afterEach(() => house.stripeAnswers());

const clientOf = (...who: Parameters<House["tokenOf"]>) =>
  new PorticoClient({ baseUrl, accessToken: () => house.tokenOf(...who) });

async function refusalOf(client: PorticoClient): Promise<PorticoError> {
  const refusal: unknown = await client.createBillingPortal().catch((error: unknown) => error);
  if (!(refusal instanceof PorticoError)) throw new Error("It was granted.");
  return refusal;
}

describe("the client library", () => {
  it("opens the portal", async () => {
    expect(await clientOf("ada", "org_acme").createBillingPortal()).toEqual({
      success: true,
      url: expect.stringContaining("/p/session/"),
    });
  });

  it("opens the portal in a worker thread", async () => {
    const worker = new Worker(new URL("client-in-a-worker.mjs", import.meta.url), {
      workerData: { baseUrl, token: await house.tokenOf("ada", "org_acme") },
    });
    expect(await once(worker, "message")).toEqual([
      { success: true, url: expect.stringContaining("/p/session/") },
    ]);
  });

  it("takes a base address that ends in a slash", async () => {
    const accessToken = () => house.tokenOf("ada", "org_acme");
    const client = new PorticoClient({ baseUrl: `${baseUrl}/`, accessToken });
    expect(await client.createBillingPortal()).toHaveProperty("url");
  });

  it("throws what it was refused for, with all that is known about it", async () => {
    expect(await refusalOf(clientOf("bob", "org_acme"))).toMatchObject({
      code: "FORBIDDEN",
      status: 403,
      message: expect.stringMatching(/\.$/),
      requestId: expect.stringMatching(/^[0-9A-Z]{26}$/),
      retryAfterSeconds: null,
    });
    expect(await refusalOf(clientOf("ada", null))).toHaveProperty("code", "ORGANIZATION_NOT_FOUND");
    expect(await refusalOf(clientOf("grace", "org_globex"))).toHaveProperty(
      "code",
      "NO_STRIPE_CUSTOMER",
    );
  });

  it("asks without a token when there is none, and is refused", async () => {
    const client = new PorticoClient({ baseUrl, accessToken: () => null });
    expect(await refusalOf(client)).toMatchObject({ code: "UNAUTHORIZED", status: 401 });
  });

  it("says when to come back, where Stripe told", async () => {
    house.stripeAnswers(async () =>
      Response.json({ error: {} }, { status: 503, headers: { "retry-after": "7" } }),
    );
    expect(await refusalOf(clientOf("ada", "org_acme"))).toMatchObject({
      code: "STRIPE_UNAVAILABLE",
      retryAfterSeconds: 7,
    });
  });

  it("tells that nobody answered from an answer that is not Portico's", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const accessToken = () => "token";
    expect(await refusalOf(new PorticoClient({ baseUrl: nobody, accessToken }))).toMatchObject({
      code: "UNREACHABLE",
      status: null,
    });
    const elsewhere = new PorticoClient({ baseUrl: `${baseUrl}/elsewhere`, accessToken });
    expect(await refusalOf(elsewhere)).toMatchObject({ code: "UNREADABLE", status: 404 });
  });
});
