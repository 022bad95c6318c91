import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { keepNotices, type OpenDatabase } from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLog } from "../log.ts";
import { startTelling } from "./telling.ts";

const secret = `whsec_${Buffer.alloc(24, "s").toString("base64")}`;
const now = () => new Date();

let database: OpenDatabase;
const stops: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await database.close();
});

/** A host that answers with these statuses in turn, the last for good. */
async function openHost(...statuses: number[]) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const status = statuses[Math.min(heard.length, statuses.length - 1)];
      heard.push(body);
      response.writeHead(status ?? 200).end("words of the host");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(async () => server.close().closeAllConnections());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  return { heard, url: `http://127.0.0.1:${address.port}/hooks?token=of-the-host` };
}

function keep(...refunds: string[]) {
  return keepNotices(
    database.db,
    refunds.map((refund) => ({
      organizationId: "org_acme",
      kind: "refund.made",
      source: refund,
      after: { refund, charge: null, amount: 100, currency: "usd", reason: "a reason of theirs" },
      cause: { by: "event", event: "evt_1", type: "refund.created" },
      at: now(),
      nextAttemptAt: now(),
    })),
  );
}

function start(url: string) {
  const logged: string[] = [];
  const log = createLog("trace", { write: (line: string) => void logged.push(line) });
  const settings = { hostWebhook: { url, secrets: [secret] } };
  const telling = startTelling({ ...settings, db: database.db, now, log });
  stops.push(telling.stop);
  return { logged, wake: telling.wake };
}

it("tells a host that was away, once it is back, in the order of the changes", async () => {
  const { heard, url } = await openHost(503, 200);
  await keep("re_1", "re_2");
  start(url);
  await expect.poll(() => heard.length).toBe(3);
  expect(heard.map((body) => /re_\d/.exec(body)?.[0])).toEqual(["re_1", "re_1", "re_2"]);
});

it("tells at once what is new when it is woken", async () => {
  const { heard, url } = await openHost(200);
  const { wake } = start(url);
  await keep("re_1");
  wake();
  await expect.poll(() => heard.length).toBe(1);
});

it("logs that the host was not told, and neither what it was told nor what it said nor any secret", async () => {
  const { url } = await openHost(500);
  await keep("re_1");
  const { logged } = start(url);
  await expect.poll(() => logged.length).toBe(1);
  expect(JSON.parse(logged[0] ?? "")).toMatchObject({
    level: "error",
    msg: "the host was not told",
    organization: "org_acme",
    kind: "refund.made",
    error: { message: "The host answered 500." },
  });
  for (const word of ["whsec", secret.slice(6), "reason of theirs", "words of", "of-the-host"])
    expect(logged[0]).not.toContain(word);
});
