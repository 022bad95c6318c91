import { makePlace, openPlace } from "@portico/db/testing";
import { expect, vi } from "vitest";
import { stripeOf } from "../testing-stripe.ts";
import { beginLives, type Lives } from "./lives.ts";
import {
  drainLater,
  expectKept,
  expectNothingOpen,
  expectNothingTwice,
  expectTruth,
} from "./settled.ts";
import { eventsOf, openStreet, type Replica, sendTo, SOON, type Street } from "./street.ts";
import { expectTold, tellLater } from "./told.ts";

const REPLICAS = 3;
const MOST_ON_THEIR_WAY = 100;

/** Lets so many events arrive while any of three replicas dies so often, at random moments. Whatever is not answered 2xx is sent again. */
export async function proveNothingLost(wish: { events: number; kills: number; customers: number }) {
  const { place, remove } = await makePlace();
  const replicas: Replica[] = [];
  const street = await openStreet(place, async (request) => sendTo(anyOf(replicas), request));
  const stripe = stripeOf(street.sandbox);
  const lives = await beginLives(stripe, wish.customers);
  replicas.push(...(await Promise.all(Array.from({ length: REPLICAS }, street.startReplica))));

  const restarts: Promise<void>[] = [];
  const perKill = wish.events / wish.kills;
  for (let kill = 0; kill < wish.kills; kill += 1) {
    const before = Math.floor(Math.random() * perKill);
    await change(lives, street, before);
    restarts.push(replace(replicas, street));
    await change(lives, street, perKill - before);
  }
  await Promise.all(restarts);
  await vi.waitFor(() => expect(street.sandbox.pending()).toBe(0), SOON);
  for (const replica of replicas) expect(await replica.end("SIGTERM")).toEqual([0, null]);

  const { db, close } = await openPlace(place);
  await drainLater(db, stripe);
  await expectKept(db, await eventsOf(stripe));
  await expectNothingOpen(db);
  await expectNothingTwice(db);
  await tellLater(db, street.heard);
  await expectTold(db, street.heard);
  await expectTruth(db, stripe, lives.customers);
  await close();
  await street.close();
  await remove();
}

async function change(lives: Lives, { sandbox }: Street, times: number) {
  for (let at = 0; at < times; at += 1) {
    await lives.changeOne();
    await vi.waitFor(() => expect(sandbox.pending()).toBeLessThan(MOST_ON_THEIR_WAY), SOON);
  }
}

/** One dies where it stands, and another is started in its place. */
async function replace(replicas: Replica[], { startReplica }: Street) {
  const killed = anyOf(replicas);
  await killed.end("SIGKILL");
  replicas[replicas.indexOf(killed)] = await startReplica();
}

function anyOf(replicas: Replica[]): Replica {
  const chosen = replicas[Math.floor(Math.random() * replicas.length)];
  if (!chosen) throw new Error("Nobody listens yet.");
  return chosen;
}
