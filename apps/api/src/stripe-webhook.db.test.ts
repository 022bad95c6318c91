import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { APP_URL, type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const MEGABYTE = 1024 * 1024;

function eventWith(changes: object = {}): string {
  return JSON.stringify({
    id: "evt_usual",
    object: "event",
    type: "customer.subscription.updated",
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: { object: { id: "sub_acme", object: "subscription", customer: "cus_acme" } },
    ...changes,
  });
}

/** An event that says much, exactly this long. */
function eventOf(bytes: number): string {
  const event = (note: string) => eventWith({ id: `evt_of_${bytes}`, note });
  return event("x".repeat(bytes - event("").length));
}

function sign(payload: string): string {
  const [secret = ""] = house.settings.stripe.webhookSecrets;
  return Stripe.webhooks.generateTestHeaderString({ payload, secret });
}

async function post(body: string, signature = sign(body), type = "application/json") {
  const headers = { "stripe-signature": signature, "content-type": type };
  const request = new Request(`${APP_URL}/webhooks/stripe`, { method: "POST", headers, body });
  const answer = await house.fetch(request);
  return { status: answer.status, says: await jsonOf(answer) };
}

async function lettersNamed(id: string) {
  const found = await house.deps.db.execute(
    `select decision, payload, object_id, (done_at is null and dead_at is null) as open from portico.inbox where id like '${id}'`,
  );
  return z.object({ rows: z.array(z.record(z.string(), z.unknown())) }).parse(found).rows;
}

const receipt = (received: string, event: unknown = expect.any(String)) => ({
  status: 200,
  says: { received, event },
});

describe("a letter", () => {
  it("that comes a hundred times at once is one row, and ninety-nine hear that we had it", async () => {
    const body = eventWith({ id: "evt_hundredfold" });
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(body)));
    expect(answers.filter(({ says }) => received(says) === "stored")).toHaveLength(1);
    expect(answers.filter(({ says }) => received(says) === "had it")).toHaveLength(99);
    expect(await lettersNamed("evt_hundredfold")).toMatchObject([{ object_id: "sub_acme" }]);
  });

  it("of an unknown type is kept without what it says, and done with", async () => {
    const body = eventWith({
      id: "evt_unknown",
      type: "quantum.entangled",
      data: { object: { object: "cat", customer: 7 } },
    });
    expect(await post(body)).toEqual(receipt("not listened to", "evt_unknown"));
    expect(await lettersNamed("evt_unknown")).toMatchObject([{ payload: null, open: false }]);
  });

  it("that names no customer stays open", async () => {
    const body = eventWith({
      id: "evt_nobody",
      data: { object: { id: "pm_1", object: "payment_method", customer: null } },
    });
    expect(await post(body)).toEqual(receipt("stored", "evt_nobody"));
    expect(await lettersNamed("evt_nobody")).toMatchObject([{ open: true }]);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "x"])(
    "is taken as it is when it calls itself %j",
    async (type) => {
      const id = `evt_as_${type.length}`;
      const body = eventWith({ id });
      expect(await post(body, sign(body), type)).toEqual(receipt("stored", id));
    },
  );
});

describe("a letter's size", () => {
  it("may be a megabyte", async () => {
    expect(await post(eventOf(MEGABYTE))).toEqual(receipt("stored"));
  });

  it("may not be a byte more", async () => {
    expect(await post(eventOf(MEGABYTE + 1))).toMatchObject({ status: 413 });
  });
});

describe("what is signed and strange", () => {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

  it.each([
    ["a NUL", "\0"],
    ["a NUL in an event", eventWith().replace("evt_usual", "evt_\0")],
    ["an id that no database can hold", eventWith({ id: "evt_\0" })],
    ["a type that no database can hold", eventWith({ type: "customer\0updated" })],
    ["an id as long as a letter", eventWith({ id: "e".repeat(300) })],
    ["a time after the last", eventWith({ created: 1e15 })],
    ["half a million brackets", deep(MEGABYTE / 2)],
    ["nothing", ""],
  ])("is kept as a dead letter, once: %s", async (_, body) => {
    expect(await post(body)).toEqual(receipt("unreadable"));
    expect(await post(body)).toEqual(receipt("had it"));
  });

  it("is work like any other where the strange part is none that we read", async () => {
    const body = eventWith({ id: "evt_deep" }).replace("{", `{"note":${deep(400_000)},`);
    expect(await post(body)).toEqual(receipt("stored", "evt_deep"));
    await house.settle();
    expect(await lettersNamed("evt_deep")).toMatchObject([{ open: false }]);
  });

  it.each([
    ["a NUL in its words", { note: "\0" }],
    ["half a letter of two halves", { note: "\ud800" }],
    [
      "an object that no database can name",
      { data: { object: { id: "\0", object: "x", customer: "\0" } } },
    ],
    ["a thousand brackets within", { note: JSON.parse(deep(1000)) }],
  ])("is kept as it came: %s", async (what, changes) => {
    const id = `evt_${what.replaceAll(" ", "_")}`;
    const body = eventWith({ id, ...changes });
    expect(await post(body)).toEqual(receipt("stored", id));
    expect(await lettersNamed(id)).toMatchObject([{ payload: body, open: true }]);
  });
});

describe("a signature", () => {
  const body = eventWith({ id: "evt_signed" });

  it.each([
    ["of ten megabytes", () => "v1=".padEnd(10 * MEGABYTE, "a")],
    ["of ten megabytes of commas", () => ",".repeat(10 * MEGABYTE)],
    ["of a thousand wrong parts", () => `${timeOf(sign(body))},${"v1=00,".repeat(1000)}`],
    ["in another alphabet", () => `${timeOf(sign(body))},v1=${"é".repeat(64)}`],
    ["of a time in words", () => sign(body).replace(/t=\d+/, "t=now")],
    ["of a time without end", () => sign(body).replace(/t=\d+/, `t=${"9".repeat(400)}`)],
    ["of another scheme", () => sign(body).replace("v1=", "v0=")],
  ])("%s is refused", async (_, signature) => {
    expect(await post(body, signature())).toMatchObject({ status: 400 });
    expect(await lettersNamed("evt_signed")).toEqual([]);
  });

  it("may be one of a thousand", async () => {
    const [time, right] = sign(body).split(",");
    const wrong = Array.from({ length: 1000 }, () => `v1=${"0".repeat(64)}`);
    expect(await post(body, [time, ...wrong, right].join(","))).toEqual(receipt("stored"));
  });

  function timeOf(signature: string) {
    return signature.split(",")[0] ?? "";
  }
});

function received(says: unknown): string {
  return z.object({ received: z.string() }).parse(says).received;
}
