import { team } from "@portico/db/examples";
import { describe, expect, it } from "vitest";
import { believe, type Known, type Word } from "./believe.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second));

const plan = (status: string) => ({ ...team, status });

const word = (second: number, status: string, changes: Partial<Word> = {}): Word => ({
  letter: `evt_${second}_${status}`,
  type: "customer.subscription.updated",
  created: at(second),
  received: at(59),
  told: { id: "sub_1", customer: "cus_1", says: plan(status), whole: true },
  farewell: false,
  ...changes,
});

const known = (status: string, from: number, to = from, gone = false): Known => ({
  said: plan(status),
  gone,
  from: at(from),
  to: at(to),
});

const unseen: Known = { said: null, gone: true, from: at(10), to: at(20) };
const farewell = { type: "customer.subscription.deleted", farewell: true };

describe("a letter about one object", () => {
  it.each<[promise: string, words: Word[], Known | undefined, verdict: number | "old" | "ask"]>([
    [
      "is believed when it is from after what we know",
      [word(30, "past_due")],
      known("active", 10, 20),
      0,
    ],
    ["is old when it is from before", [word(5, "past_due")], known("active", 10, 20), "old"],
    [
      "is asked about when it is from between",
      [word(15, "past_due")],
      known("active", 10, 20),
      "ask",
    ],
    [
      "is asked about when it is of the very second",
      [word(10, "past_due")],
      known("active", 10),
      "ask",
    ],
    ["is old when it says what we know", [word(15, "active")], known("active", 10, 20), "old"],
    [
      "is believed when it says again later what we know, so that one from between is old",
      [word(30, "active")],
      known("active", 10, 20),
      0,
    ],
    ["is asked about when we know nothing of its customer", [word(30, "active")], undefined, "ask"],
    ["is believed when its object is newer than our reading", [word(30, "active")], unseen, 0],
    ["is old when its object was gone before our reading", [word(5, "active")], unseen, "old"],
    [
      "is asked about when it brings back what has ended",
      [word(30, "active")],
      known("canceled", 10),
      "ask",
    ],
    [
      "is asked about when it brings back what is gone",
      [word(30, "active")],
      known("active", 10, 10, true),
      "ask",
    ],
    [
      "is believed when it ends what we know",
      [word(30, "active", farewell)],
      known("active", 10),
      0,
    ],
    ["is believed when it ends what we never saw", [word(30, "active", farewell)], unseen, 0],
    [
      "is asked about without its payload",
      [word(30, "active", { told: undefined })],
      known("active", 10),
      "ask",
    ],
  ])("%s", (_, words, what, verdict) => {
    expect(believe(words, what)).toEqual(typeof verdict === "number" ? words[verdict] : verdict);
  });

  it("is asked about when a list in it is cut short", () => {
    const cut = word(30, "past_due");
    const told = cut.told && { ...cut.told, whole: false };
    expect(believe([{ ...cut, told }], known("active", 10))).toBe("ask");
  });

  it("gives way to a later one, in whatever order they came", () => {
    const words = [word(32, "unpaid"), word(30, "past_due"), word(15, "trialing")];
    expect(believe(words, known("active", 10, 20))).toBe(words[0]);
  });

  it("is asked about when another of the same second says something else", () => {
    const words = [word(30, "past_due"), word(30, "unpaid")];
    expect(believe(words, known("active", 10))).toBe("ask");
    expect(believe([word(30, "unpaid"), word(30, "unpaid")], known("active", 10))).toMatchObject({
      created: at(30),
    });
  });

  it("is asked about when what we know is from the future, because Stripe's clock was set back", () => {
    const ahead = {
      ...known("active", 10),
      from: new Date("2027-11-21"),
      to: new Date("2027-11-21"),
    };
    expect(believe([word(30, "past_due")], ahead)).toBe("ask");
  });
});
