import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { openTestHouse } from "../controls/testing.ts";
import { OFFERED } from "./fault-words.ts";

const DAY = 24 * 60 * 60;
const ORIGIN = "http://localhost:12111";
let house: ReturnType<typeof openTestHouse>;
let letters: string[];
beforeEach(() => {
  letters = [];
  house = openTestHouse(async (request) => {
    letters.push(await request.text());
    return new Response("Taken.");
  });
});

const read = async (path: string) => (await house.ask("GET", path)).text();

function send(path: string, form: Record<string, string> = {}, origin = ORIGIN) {
  const body = new URLSearchParams(form);
  return house.stripe(new Request(ORIGIN + path, { method: "POST", body, headers: { origin } }));
}

it("shows who is there and what they pay for, at the root", async () => {
  const page = await read("/");
  for (const words of ["Sandbox.", "Acme", "cus_acme", "Team", "$49.00 per month", "Past due"])
    expect(page).toContain(words);
});

it("escapes what anybody named themselves", async () => {
  const body = new URLSearchParams({ name: "<script>alert(1)</script>" });
  const headers = { authorization: "Bearer sk_test_x" };
  await house.stripe(new Request(`${ORIGIN}/v1/customers`, { method: "POST", body, headers }));
  for (const path of ["/", "/console/events", await newestEvent()]) {
    expect(await read(path)).toContain("&lt;script&gt;");
    expect(await read(path)).not.toContain("<script>");
  }
});

it("shows what happened, a page at a time", async () => {
  const newest = await read("/console/events");
  const older = /href="(\/console\/events\?after=\w+)"/.exec(newest)?.[1] ?? "";
  const next = await read(older);
  expect(next).toContain("Newest");
  const [first] = /evt_\w+/.exec(newest) ?? [];
  expect(next).not.toContain(`${first}"`);
});

it("shows who was told of an event, what they answered, and sends again", async () => {
  await house.settle();
  letters.length = 0;
  const page = await read(await newestEvent());
  for (const words of [
    "Delivered, 200",
    "http://localhost:8787/webhooks/stripe",
    "Taken.",
    "api_version",
  ])
    expect(page).toContain(words);
  const delivery = /name="delivery" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const sent = await send("/console/deliveries", { delivery });
  expect(await read(sent.headers.get("location") ?? "")).toContain("It is sent again.");
  await house.settle();
  expect(letters).toHaveLength(1);
  expect((await send("/console/deliveries", { delivery: "nothing" })).status).toBe(404);
});

it("shows all that belongs to a customer", async () => {
  const page = await read("/console/customers/cus_acme");
  for (const words of ["Team", "Visa ending in 4242", "Default", "/i/in_acme4", "invoice.paid"])
    expect(page).toContain(words);
  expect(await read("/console/customers/cus_acme/invoices")).toContain("/i/in_acme1");
  const events = await read("/console/events?customer=cus_acme");
  expect(events).toContain("Acme");
  expect(events).not.toContain("Umbrella");
});

it("moves the clock, and shows what happened on the way", async () => {
  const before = await now();
  const moved = await send("/console/clock", { by: "month" });
  expect((await now()) - before).toBeGreaterThanOrEqual(28 * DAY);
  const page = await read(moved.headers.get("location") ?? "");
  for (const words of ["What happened since", "invoice.paid", "Acme"])
    expect(page).toContain(words);

  const to = new Date(((await now()) + 10 * DAY) * 1000).toISOString().slice(0, 10);
  await send("/console/clock", { to });
  expect(await now()).toBe(Date.parse(to) / 1000);
});

it.each([{}, { by: "century" }, { to: "2001-01-01" }, { to: "tomorrow" }, { to: "9999-01-01" }])(
  "does not move the clock to %j",
  async (form) => {
    expect((await send("/console/clock", form)).status).toBe(400);
  },
);

it("keeps what the last failed attempt leads to", async () => {
  await send("/console/settings", { after_last_attempt: "unpaid" });
  expect(await read("/console/clock?done=saved")).toMatch(/value="unpaid" selected/);
  expect((await send("/console/settings", { after_last_attempt: "anger" })).status).toBe(400);
});

it("shows who is told, rolls a secret, and tells nobody for a while", async () => {
  const old = house.keys.stripeWebhookSecret;
  expect(await read("/console/webhooks")).toContain(old);
  await send("/console/webhooks/we_portico/roll", { overlap: "3600" });
  expect((await read("/console/webhooks")).match(/<code>whsec_/g)).toHaveLength(2);
  await send("/console/webhooks/we_portico/disable");
  expect(await read("/console/webhooks?done=saved")).toContain("Disabled");
  expect((await send("/console/webhooks/we_portico/roll", { overlap: "7" })).status).toBe(400);
  expect((await send("/console/webhooks/we_nobody/enable")).status).toBe(404);
});

it("shows test clocks", async () => {
  const body = new URLSearchParams({ frozen_time: "1700000000", name: "Mine" });
  const headers = { authorization: "Bearer sk_test_x" };
  const address = `${ORIGIN}/v1/test_helpers/test_clocks`;
  await house.stripe(new Request(address, { method: "POST", body, headers }));
  expect(await read("/console/clock?since=nonsense")).toContain("Mine");
});

it.each(OFFERED.map((fault, place) => [place, fault.kind] as const))(
  "switches fault %i (%s) on and off",
  async (place, kind) => {
    const form = { fault: String(place), span: "3", method: "GET", path: "/v1/customers" };
    expect((await send("/console/faults", form)).status).toBe(303);
    const [fault] = (await faults()).faults;
    expect(fault).toMatchObject({ fault: { kind }, method: "GET", path: "/v1/customers" });
    expect(await read("/console/faults")).toContain("Until you switch it off, GET only");
    await send("/console/faults/off", { id: fault?.id ?? "" });
    expect((await faults()).faults).toEqual([]);
  },
);

it("refuses a fault it does not offer, and a path that is not Stripe's", async () => {
  expect((await send("/console/faults", { fault: "99", span: "0" })).status).toBe(400);
  expect((await send("/console/faults", { fault: "0", span: "0", path: "/x" })).status).toBe(400);
});

it("puts everything back to the seed", async () => {
  await house.ask("DELETE", "/v1/customers/cus_acme");
  expect((await send("/console/reset")).headers.get("location")).toBe("/?done=reset");
  expect(await read("/?done=reset")).toContain("The demo begins anew.");
  expect(await read("/")).toContain("cus_acme");
});

it("takes forms from its own pages only, and runs no scripts", async () => {
  for (const path of ["/console/reset", "/console/clock", "/console/faults", "/console/deliveries"])
    expect((await send(path, {}, "http://evil.test")).status).toBe(403);
  const page = await house.ask("GET", "/");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect((await house.ask("GET", "/", undefined, { host: "evil.test" })).status).toBe(403);
  for (const path of ["nothing", "events/evt_nothing", "customers/cus_nothing"])
    expect((await house.ask("GET", `/console/${path}`)).status).toBe(404);
});

async function newestEvent() {
  return /\/console\/events\/evt_\w+/.exec(await read("/console/events"))?.[0] ?? "";
}

async function now() {
  return z
    .object({ now: z.number() })
    .parse(await (await house.ask("GET", "/sandbox/clock")).json()).now;
}

async function faults() {
  const answer = await house.ask("GET", "/sandbox/faults");
  return z
    .object({ faults: z.array(z.looseObject({ id: z.string() })) })
    .parse(await answer.json());
}
