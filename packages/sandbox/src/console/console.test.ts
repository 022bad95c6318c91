import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { openTestHouse } from "../controls/testing.ts";
import { OFFERED } from "./fault-words.ts";

const ORIGIN = "http://localhost:12111";
let house: ReturnType<typeof openTestHouse>;
let letters: string[];
beforeEach(() => {
  letters = [];
  house = openTestHouse(async (request) => {
    letters.push(await request.text());
    return new Response();
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
  for (const path of ["/", "/console/events"]) {
    expect(await read(path)).toContain("&lt;script&gt;");
    expect(await read(path)).not.toContain("<script>");
  }
});

it("shows what happened and who was told, a page at a time", async () => {
  await house.settle();
  const newest = await read("/console/events");
  expect(newest).toContain("Delivered");
  expect(newest).toContain("http://localhost:8787/webhooks/stripe");
  const older = /href="(\/console\/events\?after=\w+)"/.exec(newest)?.[1] ?? "";
  const next = await read(older);
  expect(next).toContain("Newest");
  const [first] = /evt_\w+/.exec(newest) ?? [];
  expect(next).not.toContain(`id="${first}"`);
});

it("sends again", async () => {
  await house.settle();
  letters.length = 0;
  const page = await read("/console/events");
  const delivery = /name="delivery" value="([^"]+)"/.exec(page)?.[1] ?? "";
  expect((await send("/console/deliveries", { delivery })).status).toBe(303);
  await house.settle();
  expect(letters).toHaveLength(1);
  expect((await send("/console/deliveries", { delivery: "nothing" })).status).toBe(404);
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
  for (const path of ["/console/reset", "/console/faults", "/console/deliveries"])
    expect((await send(path, {}, "http://evil.test")).status).toBe(403);
  const page = await house.ask("GET", "/");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect((await house.ask("GET", "/", undefined, { host: "evil.test" })).status).toBe(403);
  expect((await house.ask("GET", "/console/nothing")).status).toBe(404);
});

async function faults() {
  const answer = await house.ask("GET", "/sandbox/faults");
  return z
    .object({ faults: z.array(z.looseObject({ id: z.string() })) })
    .parse(await answer.json());
}
