import type { LetterRow } from "@portico/db";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { receiveEvent, type ReceiveEventNeeds } from "./receive-event.ts";

const now = new Date("2026-11-21T12:00:00Z");
const seconds = now.getTime() / 1000;

function inboxWith(secrets = ["whsec_now"]) {
  const kept = new Map<string, LetterRow>();
  const keepLetter = async (row: LetterRow) => {
    const isNew = !kept.has(row.id);
    if (isNew) kept.set(row.id, row);
    return isNew;
  };
  return { kept, secrets, livemode: false, now: () => now, keepLetter };
}

function eventWith(changes: object = {}): string {
  return JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "customer.subscription.updated",
    created: seconds,
    livemode: false,
    data: { object: { id: "sub_1", object: "subscription", customer: "cus_1" } },
    ...changes,
  });
}

function sign(payload: string, secret = "whsec_now", timestamp = seconds): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

function receive(needs: ReceiveEventNeeds, body: string, signature: string) {
  return receiveEvent(needs, Buffer.from(body), signature);
}

describe("receiveEvent", () => {
  it("keeps a letter with the customer it names, as work to do", async () => {
    const needs = inboxWith();
    const body = eventWith();
    expect(await receive(needs, body, sign(body))).toEqual({
      signed: true,
      decision: "stored",
      event: "evt_1",
    });
    expect(needs.kept.get("evt_1")).toMatchObject({
      customerId: "cus_1",
      doneAt: null,
      payload: body,
    });
  });

  it("says so when it had the letter already", async () => {
    const needs = inboxWith();
    const body = eventWith();
    await receive(needs, body, sign(body));
    expect(await receive(needs, body, sign(body))).toMatchObject({ decision: "had it" });
    expect(needs.kept.size).toBe(1);
  });

  it("accepts any of several secrets while one is being rolled", async () => {
    const body = eventWith();
    expect(await receive(inboxWith(["whsec_old", "whsec_now"]), body, sign(body))).toMatchObject({
      signed: true,
    });
  });

  it.each([
    ["of another secret", (body: string) => sign(body, "whsec_other")],
    ["of another body", () => sign(eventWith({ id: "evt_2" }))],
    ["too old", (body: string) => sign(body, "whsec_now", seconds - 301)],
    ["too far in the future", (body: string) => sign(body, "whsec_now", seconds + 301)],
    ["missing", () => ""],
    ["nonsense", () => "t=,v1=%%%"],
  ])("stores nothing when the signature is %s", async (_, signature) => {
    const needs = inboxWith();
    const body = eventWith();
    expect(await receive(needs, body, signature(body))).toEqual({ signed: false });
    expect(needs.kept.size).toBe(0);
  });

  it.each([
    ["not listened to", { type: "charge.updated" }],
    ["other mode", { livemode: true }],
    ["other account", { account: "acct_other" }],
  ])(
    "keeps that a letter came that is %s, and neither makes it work nor keeps what it says",
    async (decision, changes) => {
      const needs = inboxWith();
      const body = eventWith(changes);
      expect(await receive(needs, body, sign(body))).toMatchObject({ decision });
      expect(needs.kept.get("evt_1")).toMatchObject({ doneAt: now, payload: null });
    },
  );

  it.each(["not json", "{}", "[]", "null", '{"id":7}'])(
    "keeps %s, signed, as a dead letter",
    async (body) => {
      const needs = inboxWith();
      expect(await receive(needs, body, sign(body))).toMatchObject({
        signed: true,
        decision: "unreadable",
      });
      expect([...needs.kept.values()]).toMatchObject([{ payload: body, deadAt: now }]);
    },
  );

  it("finds the customer of a detached card in what the card was before", async () => {
    const needs = inboxWith();
    const body = eventWith({
      type: "payment_method.detached",
      data: {
        object: { id: "pm_1", object: "payment_method", customer: null },
        previous_attributes: { customer: "cus_9" },
      },
    });
    await receive(needs, body, sign(body));
    expect(needs.kept.get("evt_1")?.customerId).toBe("cus_9");
  });

  it("tells Stripe nothing good when the letter could not be stored", async () => {
    const body = eventWith();
    const needs = { ...inboxWith(), keepLetter: () => Promise.reject(new Error("disk full")) };
    await expect(receive(needs, body, sign(body))).rejects.toThrow("disk full");
  });
});
