import { openPlace } from "@portico/db/testing";
import { expect, it, vi } from "vitest";
import { stripeOf } from "../testing-stripe.ts";
import { beginLives } from "./lives.ts";
import { drainLater, expectKept, expectNothingOpen, expectTruth } from "./settled.ts";
import { openStoppableDatabase } from "./stoppable-database.ts";
import { eventsOf, openStreet, type Replica, sendTo, SOON } from "./street.ts";

it("tells Stripe no while the database is stopped or read-only, and has everything later", async () => {
  const database = await openStoppableDatabase();
  const place = { url: database.url };
  const refusals: number[] = [];
  let replica: Replica | undefined;
  const { sandbox, startReplica, close } = await openStreet(place, async (request) => {
    if (!replica) throw new Error("Nobody listens yet.");
    const answer = await sendTo(replica, request);
    if (!answer.ok) refusals.push(answer.status);
    return answer;
  });
  const stripe = stripeOf(sandbox);
  const lives = await beginLives(stripe, 10);
  replica = await startReplica();
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);
  expect(refusals).toEqual([]);

  await database.stop();
  for (let at = 0; at < 50; at += 1) await lives.changeOne();
  await vi.waitFor(() => expect(refusals.length).toBeGreaterThan(50), SOON);
  await database.start();
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);

  const before = refusals.length;
  await setReadOnly(database.url, true);
  for (let at = 0; at < 50; at += 1) await lives.changeOne();
  await vi.waitFor(() => expect(refusals.length).toBeGreaterThan(before + 50), SOON);
  await setReadOnly(database.url, false);
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);

  expect(new Set(refusals)).toEqual(new Set([500]));
  expect(await replica.end("SIGTERM")).toEqual([0, null]);
  const { db, close: closeDatabase } = await openPlace(place);
  await drainLater(db, stripe);
  await expectKept(db, await eventsOf(stripe));
  await expectNothingOpen(db);
  await expectTruth(db, stripe, lives.customers);
  await closeDatabase();
  await close();
});

/** For all sessions, also those that are there: the setting is the server's. */
async function setReadOnly(url: string, isReadOnly: boolean) {
  const { db, close } = await openPlace({ url });
  await db.execute("set default_transaction_read_only to off");
  await db.execute(
    `alter system set default_transaction_read_only to ${isReadOnly ? "on" : "off"}`,
  );
  await db.execute("select pg_reload_conf()");
  await close();
}
