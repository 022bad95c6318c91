import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { createHostWebhook } from "./host-webhook.ts";
import type { Change } from "./tell-host.ts";

const secret = `whsec_${Buffer.alloc(24, "new").toString("base64")}`;
const rolledOut = `whsec_${Buffer.alloc(24, "old").toString("base64")}`;

const change: Change = {
  id: "7",
  organization: "org_acme",
  kind: "refund.made",
  before: null,
  after: { refund: "re_1", charge: "ch_1", amount: 4900, currency: "usd", reason: null },
  cause: { by: "event", event: "evt_1", type: "refund.created" },
  at: "2026-11-21T12:00:00.000Z",
};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Heard {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A host that listens on this machine, and what it heard. */
async function openHost(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      heard.push({ path: request.url ?? "", headers: Object.fromEntries(headers), body });
      answer(request, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close().closeAllConnections());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { heard, url: `http://127.0.0.1:${port}/hooks` };
}

function tell(url: string, secrets = [secret]) {
  return createHostWebhook({ url, secrets, now: () => new Date() })(change);
}

const saying =
  (status: number, words = "") =>
  (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status).end(words);

describe("the signed webhook", () => {
  it("says the change, and is verified by the library of Standard Webhooks", async () => {
    const { heard, url } = await openHost(saying(204));
    await tell(url);
    expect(heard).toHaveLength(1);
    const { headers = {}, body = "" } = heard[0] ?? {};
    expect(new Webhook(secret).verify(body, headers)).toEqual(change);
    expect(headers).toMatchObject({ "webhook-id": "7", "content-type": "application/json" });
    expect(() => new Webhook(rolledOut).verify(body, headers)).toThrow("No matching signature");
  });

  it("is verified by either secret while one is being rolled", async () => {
    const { heard, url } = await openHost(saying(200));
    await tell(url, [secret, rolledOut]);
    const { headers = {}, body = "" } = heard[0] ?? {};
    for (const each of [secret, rolledOut])
      expect(new Webhook(each).verify(body, headers)).toEqual(change);
  });

  it.each([400, 404, 410, 429, 500, 503])(
    "is not heard when the host answers %i",
    async (status) => {
      const { url } = await openHost(saying(status, "secrets of the host"));
      await expect(tell(url)).rejects.toThrow(`The host answered ${status}.`);
    },
  );

  it("follows no redirect", async () => {
    const { heard, url } = await openHost((_, response) => {
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    await expect(tell(url)).rejects.toThrow("The host answered 307.");
    expect(heard.map(({ path }) => path)).toEqual(["/hooks"]);
  });

  it("is heard though the answer's body never ends", async () => {
    const { url } = await openHost((_, response) => {
      response.writeHead(200);
      const more = () => void (response.writable && response.write("x".repeat(4096), more));
      more();
    });
    await expect(tell(url)).resolves.toBeUndefined();
  });

  it("is not heard when nobody listens, or the line breaks", async () => {
    const { url } = await openHost((_, response) => void response.destroy());
    await expect(tell(url)).rejects.toThrow("other side closed");
    for (const close of closing.splice(0)) close();
    await expect(tell(url)).rejects.toThrow("ECONNREFUSED");
  });
});
