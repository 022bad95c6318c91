import { once } from "node:events";
import { connect } from "node:net";
import { freePort } from "@portico/sandbox/free-port";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { type App, createApp } from "./app.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { type Listening, listen } from "./node-server.ts";
import { type House, openHouse } from "./testing.ts";

/** A server with a log and counters of its own. */
interface Way {
  port: number;
  server: Listening;
  logged: string[];
  counted(): string[];
}

let house: House;
let byLetterBox: Way;
let asAllRequests: Way;
beforeAll(async () => {
  house = await openHouse();
  byLetterBox = await openWay(({ fetch, letterBoxes = [] }) => ({ fetch, letterBoxes }));
  asAllRequests = await openWay(({ fetch }) => ({ fetch }));
});
afterAll(() => Promise.all([byLetterBox, asAllRequests].map(({ server }) => server.close())));

async function openWay(entrance: (app: App) => App): Promise<Way> {
  const logged: string[] = [];
  const metrics = createMetrics();
  const log = createLog("info", { write: (line: string) => logged.push(line) });
  const port = await freePort();
  const app = createApp({ ...house.deps, log, metrics });
  const server = await listen(entrance(app), port, "127.0.0.1");
  const counted = () => metrics.show(null, new Date()).match(/^portico_http_answers.*$/gm) ?? [];
  return { port, server, logged, counted };
}

interface Letter {
  body: string;
  headers?: Record<string, string>;
}

function eventWith(changes: object): string {
  const object = { id: "sub_acme", object: "subscription", customer: "cus_acme" };
  const event = { object: "event", type: "customer.subscription.updated", data: { object } };
  const created = Math.floor(Date.now() / 1000);
  return JSON.stringify({ ...event, created, livemode: false, ...changes });
}

function eventOf(bytes: number, id: string): string {
  const event = (note: string) => eventWith({ id, note });
  return event("x".repeat(bytes - event("").length));
}

function signed(payload: string): Record<string, string> {
  const [secret = ""] = house.settings.stripe.webhookSecrets;
  return { "stripe-signature": Stripe.webhooks.generateTestHeaderString({ payload, secret }) };
}

const MEGABYTE = 1024 * 1024;

const LETTERS: [what: string, status: number, letter: (id: string) => Letter][] = [
  ["of news", 200, (id) => ({ body: eventWith({ id }) })],
  ["that was there before", 200, () => ({ body: eventWith({ id: "evt_before" }) })],
  [
    "of nothing that is listened to",
    200,
    (id) => ({ body: eventWith({ id, type: "cat.purred" }) }),
  ],
  ["of the other mode", 200, (id) => ({ body: eventWith({ id, livemode: true }) })],
  ["that nobody can read", 200, (id) => ({ body: `${id}, but no event` })],
  ["of another alphabet", 200, (id) => ({ body: eventWith({ id, note: "Ægir, 水" }) })],
  ["that is not signed", 400, (id) => ({ body: eventWith({ id }), headers: {} })],
  ["signed for others", 400, (id) => ({ body: eventWith({ id }), headers: signed("other") })],
  ["of a megabyte", 200, (id) => ({ body: eventOf(MEGABYTE, id) })],
  ["of a byte more", 413, (id) => ({ body: eventOf(MEGABYTE + 1, id) })],
];

const TRACE = { "x-request-id": "01JTBQH2FZ8K1RXC0WJ4Z9P3VM" };

async function send({ port }: Way, { body, headers = signed(body) }: Letter, more = {}) {
  const answer = await fetch(`http://127.0.0.1:${port}/webhooks/stripe`, {
    method: "POST",
    headers: { ...headers, ...more },
    body,
  });
  const { date: _, ...rest } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: rest, says: await answer.text() };
}

const logLine = z.object({ time: z.string(), ms: z.number().optional() }).loose();

/** What was said and written since, but for times and what tells the two letters apart. */
async function toldAbout(way: Way, letter: Letter, more?: object) {
  const [linesBefore, countedBefore] = [way.logged.length, way.counted()];
  const answer = await send(way, letter, more);
  const lines = way.logged.slice(linesBefore).map((line) => {
    const { time: _, ms: __, ...rest } = logLine.parse(JSON.parse(line));
    return rest;
  });
  const counted = way.counted().filter((line) => !countedBefore.includes(line));
  return JSON.stringify({ answer, lines, counted: counted.map((line) => line.split(" ")[0]) })
    .replaceAll(/evt_(?:here|then)/g, "evt_")
    .replaceAll(/unreadable_\w+/g, "unreadable_");
}

it.each(LETTERS)(
  "a letter %s is answered %i, and logged and counted as any request",
  async (what, status, letter) => {
    const name = what.replaceAll(" ", "_");
    await send(asAllRequests, { body: eventWith({ id: "evt_before" }) });
    const here = await toldAbout(byLetterBox, letter(`evt_here_${name}`), TRACE);
    const then = await toldAbout(asAllRequests, letter(`evt_then_${name}`), TRACE);
    expect(JSON.parse(here)).toEqual(JSON.parse(then));
    expect(JSON.parse(here)).toMatchObject({ answer: { status } });
    expect(here).toContain(TRACE["x-request-id"]);
  },
);

it("gives a letter an id of our own where it brings none that is well formed", async () => {
  for (const more of [{}, { "x-request-id": "x" }]) {
    const { headers } = await send(byLetterBox, { body: eventWith({ id: "evt_nameless" }) }, more);
    expect(headers["x-request-id"]).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  }
});

it("takes letters without a request of the app, and leaves it all that is strange", async () => {
  const asked = vi.fn(async () => new Response(null, { status: 418 }));
  const { port, server } = await openWay(({ letterBoxes = [] }) => ({ fetch: asked, letterBoxes }));
  const at = `http://127.0.0.1:${port}/webhooks/stripe`;
  const post = { method: "POST", headers: signed("{}") };
  expect((await fetch(at, { ...post, body: "{}" })).status).toBe(200);
  expect(asked).not.toHaveBeenCalled();
  const unmeasured = new Blob(["{}"]).stream();
  const strange = [
    fetch(at),
    fetch(`${at}?x`, { ...post, body: "{}" }),
    fetch(at, { ...post, body: "x".repeat(MEGABYTE + 1) }),
    fetch(at, { ...post, body: unmeasured, duplex: "half" }),
  ];
  for (const each of strange) expect((await each).status).toBe(418);
  await server.close();
});

it("takes a sender that goes in the middle of a letter for no trouble of ours, either way", async () => {
  const halves = ["Content-Length: 9\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n9\r\nhalf"];
  const cases = [byLetterBox, asAllRequests].flatMap((way) =>
    halves.map((half) => ({ way, half })),
  );
  for (const { way, half } of cases) {
    const before = way.logged.length;
    const failed = way.counted().filter((line) => line.includes("5xx"));
    const socket = connect(way.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(`POST /webhooks/stripe HTTP/1.1\r\nHost: x\r\n${half}`);
    await new Promise((resolve) => socket.write("a", resolve));
    socket.destroy();
    await vi.waitUntil(() => way.logged.length > before);
    expect(way.logged.slice(before).map((line) => logLine.parse(JSON.parse(line)))).toEqual([
      expect.objectContaining({ level: "info", status: 400, path: "/webhooks/stripe" }),
    ]);
    expect(way.counted().filter((line) => line.includes("5xx"))).toEqual(failed);
    const answer = await send(way, { body: eventWith({ id: "evt_next" }) });
    expect(answer.status).toBe(200);
  }
});

it("lets Stripe send again what could not be kept, either way", async () => {
  await house.close();
  const letter = { body: eventWith({ id: "evt_late" }) };
  for (const way of [byLetterBox, asAllRequests]) {
    const { status, says } = await send(way, letter);
    expect([status, says]).toEqual([500, expect.stringContaining("INTERNAL_ERROR")]);
    expect(way.logged.join("")).not.toContain("sub_acme");
  }
});
