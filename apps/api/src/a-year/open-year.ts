import {
  doErrands,
  drainInbox,
  endGrace,
  type Entitlements,
  errandHandlers,
  expireCredits,
} from "@portico/billing";
import { creditEntriesOf, openNoticesOf } from "@portico/db";
import { expect, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { join, leave } from "../errands/testing.ts";
import { openTill } from "../selling/till.ts";
import { APP_URL } from "../testing.ts";
import { catalog } from "./catalog.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const GRACE_DAYS = 14;
/** Nobody knew it, and Grace is its one member. */
export const ORGANIZATION = "org_globex";

/** The whole house at a moment that we choose, where nothing is done before `live` lets it. */
export async function openYear(start: string) {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(start) });
  onTestFinished(() => void vi.useRealTimers());
  const till = await openTill({ catalog });
  onTestFinished(() => till.close());
  const { db, stripe } = till.deps;
  const now = () => new Date();
  const onFailure = (_: unknown, error: unknown) => {
    throw error;
  };
  const monotonic = () => performance.now();
  const reading = { db, stripe, catalog, graceDays: GRACE_DAYS, now, monotonic, tells: true };
  const handlers = errandHandlers({
    ...reading,
    countMembers: till.deps.countMembers,
    ...till.settings.policy,
  });
  let looked = now();
  return {
    ...till,
    stripe,
    live,
    aMinute,
    comes,
    goes,
    hearBadly,
    hearAgain,
    entitlements,
    spend,
    ledger,
    accessTold,
  };

  /** Until that moment, a week at a time: what falls due happens, and then whatever is to be done is done. */
  async function live(until: string) {
    const end = Date.parse(until);
    while (Date.now() < end) {
      vi.setSystemTime(Math.min(end, nextNoon()));
      await till.sandbox.catchUp();
      await hear();
    }
  }

  async function aMinute() {
    await live(new Date(Date.now() + 60_000).toISOString());
  }

  async function comes(user: string) {
    await join(till, ORGANIZATION, user);
    await aMinute();
  }

  async function goes(user: string) {
    await leave(till, ORGANIZATION, user);
    await aMinute();
  }

  /** What came is worked on before the next comes. */
  async function hear() {
    await Promise.all(till.sandbox.outboxes.map((outbox) => outbox.deliverDue()));
    await work();
    if (till.sandbox.pending() === 0) return;
    vi.setSystemTime(Date.now() + 5_000);
    await hear();
  }

  /** All that the workers do by themselves. */
  async function work() {
    while ((await drainInbox({ ...reading, onFailure })) > 0);
    while ((await doErrands({ db, now, onFailure }, handlers, 10)) > 0);
    await expireCredits({ db, now });
    await endGrace(reading, looked);
    looked = now();
  }

  /** Each of the next letters comes twice, and in any order. */
  async function hearBadly(letters: number) {
    for (const fault of [
      { kind: "webhooks_twice" },
      { kind: "webhooks_shuffled", milliseconds: 60_000 },
    ])
      await till.sandbox.stripe(
        new Request("http://localhost:12111/sandbox/faults", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ fault, for_requests: letters }),
        }),
      );
  }

  /** Letters that were answered long ago come once more. */
  async function hearAgain() {
    for (const outbox of till.sandbox.outboxes)
      for (const { id } of outbox.all()) outbox.sendAgain(id);
    await hear();
  }

  async function entitlements(): Promise<Pick<Entitlements, "features" | "graceUntil">> {
    const grace = await till.as("grace", ORGANIZATION);
    const { features, graceUntil } = said.parse((await grace.entitlements()).body).result.data;
    return { features, graceUntil };
  }

  async function spend(amount: number) {
    const key = await till.apiKeyOf("grace", ORGANIZATION, ["credits:spend"]);
    const answer = await till.fetch(
      new Request(`${APP_URL}/v1/credits/spend`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({ amount, key: `on ${now().toISOString()}` }),
      }),
    );
    expect(answer.status).toBe(200);
  }

  /** The oldest first: the day, why, how much, and the balance after it. */
  async function ledger(organization: string): Promise<[string, string, number, number][]> {
    const rows = await creditEntriesOf(db, organization, { limit: 1_000 });
    return rows
      .toReversed()
      .map(({ at, kind, amount, balance, owed }) => [dayOf(at), kind, amount, balance - owed]);
  }

  /** The oldest first: on which day the host is told of what. */
  async function accessTold() {
    const notices = await openNoticesOf(db, ORGANIZATION, 1_000);
    return notices
      .filter(({ kind }) => kind.startsWith("access."))
      .map(({ at, kind }) => [dayOf(at), kind]);
  }
}

const said = z.object({ result: z.object({ data: z.custom<Entitlements>() }) });

/** On the first of a month, and each seventh day after it. */
function nextNoon(): number {
  let noon = Math.floor(Date.now() / DAY_MS + 0.5) * DAY_MS + DAY_MS / 2;
  while (new Date(noon).getUTCDate() % 7 !== 1) noon += DAY_MS;
  return noon;
}

/** As in 2027-01-31. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
