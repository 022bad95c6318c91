import { deadNotices, keepNotices, replayDeadNotices, replayNotice, takeLease } from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Change, type OnChange, tellHost } from "./tell-host.ts";

let house: Awaited<ReturnType<typeof openHouse>>;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** A host that writes down what it is told, a worker to tell it, and a clock to move. */
async function openHouse() {
  const database = await openTestDatabase();
  const heard: Change[] = [];
  const failures: string[] = [];
  let time = Date.parse("2026-11-21T12:00:00Z");
  const now = () => new Date(time);
  const hears: OnChange = async (change) => void heard.push(change);
  const round = (...listeners: OnChange[]) =>
    tellHost({
      db: database.db,
      listeners,
      now,
      onFailure: ({ organization }, error) => failures.push(`${organization}: ${String(error)}`),
    });
  return {
    db: database.db,
    close: database.close,
    heard,
    failures,
    now,
    hears,
    round,
    wait: (seconds: number) => void (time += seconds * 1000),
    /** The refunds of an organization that the host heard of, in the order it did. */
    heardOf: (organization: string) =>
      heard.flatMap((each) =>
        each.organization === organization && each.kind === "refund.made" ? each.after.refund : [],
      ),
    keep: (organizationId: string, ...refunds: string[]) =>
      keepNotices(
        database.db,
        refunds.map((refund) => ({
          organizationId,
          kind: "refund.made",
          source: refund,
          after: { refund, charge: null, amount: 100, currency: "usd", reason: null },
          cause: { by: "event", event: `evt_${refund}`, type: "refund.created" },
          at: now(),
          nextAttemptAt: now(),
        })),
      ),
    /** As many rounds as it takes, with the longest wait between them. */
    async rounds(count: number, ...listeners: OnChange[]) {
      for (let each = 0; each < count; each++) {
        await round(...listeners);
        time += 3_600_000;
      }
    },
  };
}

const down: OnChange = () => Promise.reject(new Error("The host answered 503."));

/** Takes everything but one refund. */
const refusing =
  (refund: string, hears: OnChange): OnChange =>
  (change) =>
    change.kind === "refund.made" && change.after.refund === refund ? down(change) : hears(change);

describe("tellHost", () => {
  it("tells all there is, once, each organization's changes in their order", async () => {
    const { keep, round, hears, heard, heardOf } = house;
    for (let each = 0; each < 40; each++) await keep(`org_${each}`, "re_1", "re_2", "re_3");
    expect(await round(hears)).toBe(120);
    for (let each = 0; each < 40; each++)
      expect(heardOf(`org_${each}`)).toEqual(["re_1", "re_2", "re_3"]);
    expect(await round(hears)).toBe(0);
    expect(heard).toHaveLength(120);
  });

  it("says what changed, why and when", async () => {
    await house.keep("org_acme", "re_1");
    await house.round(house.hears);
    expect(house.heard).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        organization: "org_acme",
        kind: "refund.made",
        before: null,
        after: { refund: "re_1", charge: null, amount: 100, currency: "usd", reason: null },
        cause: { by: "event", event: "evt_re_1", type: "refund.created" },
        at: "2026-11-21T12:00:00.000Z",
      },
    ]);
  });

  it("tells the same change under the same id when the worker dies between telling and noting it", async () => {
    const { keep, db, now, hears, heard, round, wait } = house;
    await keep("org_acme", "re_1", "re_2");
    // The host has heard and nothing is noted, for as long as the lease lasts: what a killed process leaves.
    const dying = {
      db,
      now,
      onFailure: () => {},
      listeners: [hears, () => new Promise<never>(() => {})],
    };
    void tellHost(dying).catch(() => {});
    await expect.poll(() => heard.length).toBe(1);
    await round(hears);
    expect(heard).toHaveLength(1);
    wait(60);
    await round(hears);
    expect(heard.map(({ id }) => id)).toEqual([heard[0]?.id, heard[0]?.id, heard[2]?.id]);
    expect(house.heardOf("org_acme")).toEqual(["re_1", "re_1", "re_2"]);
  });

  it("makes a later change wait while an earlier one is tried again, and no other organization", async () => {
    const { keep, round, hears, heardOf, wait, failures } = house;
    await keep("org_acme", "re_1", "re_2", "re_3");
    await keep("org_globex", "re_9");
    await round(refusing("re_2", hears));
    await round(hears);
    expect(heardOf("org_acme")).toEqual(["re_1"]);
    expect(heardOf("org_globex")).toEqual(["re_9"]);
    expect(failures).toEqual(["org_acme: Error: The host answered 503."]);
    wait(1);
    await round(hears);
    expect(heardOf("org_acme")).toEqual(["re_1", "re_2", "re_3"]);
  });

  it("waits longer after each failure, and gives up one change so that the next is told", async () => {
    const { keep, hears, heardOf, rounds, db, failures } = house;
    await keep("org_acme", "re_poison", "re_2");
    await rounds(29, refusing("re_poison", hears));
    expect(await deadNotices(db, 10)).toEqual([]);
    expect(heardOf("org_acme")).toEqual([]);
    await rounds(1, refusing("re_poison", hears));
    expect(failures).toHaveLength(30);
    expect(await deadNotices(db, 10)).toMatchObject([
      { source: "re_poison", attempts: 30, lastError: "The host answered 503." },
    ]);
    expect(heardOf("org_acme")).toEqual(["re_2"]);
  });

  it("gives up on nothing in nine hours without an answer, and tells all of it after", async () => {
    const { keep, hears, heardOf, db, round, wait } = house;
    await keep("org_acme", "re_1", "re_2");
    for (let minute = 0; minute < 9 * 60; minute++) {
      await round(down);
      wait(60);
    }
    expect(await deadNotices(db, 10)).toEqual([]);
    wait(3_600);
    await round(hears);
    expect(heardOf("org_acme")).toEqual(["re_1", "re_2"]);
  });

  it("tells what was given up again when asked: one, or all", async () => {
    const { keep, hears, heardOf, rounds, round, db, now } = house;
    await keep("org_acme", "re_1", "re_2", "re_3");
    await rounds(100, down);
    const [newest] = await deadNotices(db, 10);
    expect(await replayNotice(db, newest?.id ?? 0, now())).toBe(true);
    await round(hears);
    expect(heardOf("org_acme")).toEqual(["re_3"]);
    expect(await replayDeadNotices(db, now())).toBe(2);
    await round(hears);
    expect(heardOf("org_acme")).toEqual(["re_3", "re_1", "re_2"]);
  });

  it("counts a change as told when all who are to be told have it", async () => {
    const { keep, round, hears, heard, wait } = house;
    await keep("org_acme", "re_1");
    await round(hears, down);
    wait(1);
    const other: Change[] = [];
    await round(hears, async (change) => void other.push(change));
    expect(heard).toHaveLength(2);
    expect(other).toEqual(heard.slice(1));
    expect(await round(hears)).toBe(0);
  });

  it("tells each change once when several workers are at it", async () => {
    const { keep, round, hears, heard, heardOf } = house;
    for (let each = 0; each < 20; each++) await keep(`org_${each}`, "re_1", "re_2");
    await Promise.all([round(hears), round(hears), round(hears)]);
    expect(heard).toHaveLength(40);
    for (let each = 0; each < 20; each++) expect(heardOf(`org_${each}`)).toEqual(["re_1", "re_2"]);
  });

  it("leaves an organization to the worker that has its lease, until the lease is over", async () => {
    const { keep, round, hears, heard, db, now, wait } = house;
    await keep("org_acme", "re_1");
    await takeLease(db, "org_acme", now(), new Date(now().getTime() + 60_000));
    wait(59);
    expect(await round(hears)).toBe(0);
    wait(1);
    expect(await round(hears)).toBe(1);
    expect(heard).toHaveLength(1);
  });

  it("begins nothing more after a while, however much there is, and goes on in the next call", async () => {
    const { keep, round, heard, hears, heardOf, wait } = house;
    await keep("org_acme", "re_1", "re_2", "re_3");
    const slow: OnChange = async (change) => {
      await hears(change);
      wait(3);
    };
    await round(slow);
    expect(heard).toHaveLength(2);
    await round(slow);
    expect(heardOf("org_acme")).toEqual(["re_1", "re_2", "re_3"]);
  });

  it("gives up a change that it cannot read, like any other", async () => {
    const { keep, rounds, hears, heardOf, db, now } = house;
    await keepNotices(db, [
      {
        organizationId: "org_acme",
        kind: "of another version",
        source: "1",
        cause: { by: "sync" },
        at: now(),
        nextAttemptAt: now(),
      },
    ]);
    await keep("org_acme", "re_1");
    await rounds(30, hears);
    expect(heardOf("org_acme")).toEqual(["re_1"]);
    expect(await deadNotices(db, 10)).toMatchObject([{ kind: "of another version" }]);
  });
});
