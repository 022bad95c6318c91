import { afterAttempt, WAIT_FOR_A_HOST } from "./after-attempt.ts";
import { openAlarm } from "./alarm.ts";
import { type Delivery, openDeliveries } from "./delivery-shelf.ts";
import { type Address, NOBODY, postLetter } from "./post-letter.ts";
import type { World } from "./world.ts";

export interface Letter {
  event: string;
  type: string;
  endpoint: string;
  body: string;
}

export interface Outbox {
  send(letter: Letter): void;
  /** Tries once everything that is due. */
  deliverDue(): Promise<void>;
  /** Sent, and not yet acknowledged. */
  pending(): number;
  /** What is on its way and what lately was, newest first. */
  all(): Delivery[];
  /** Whether there was such a delivery. */
  sendAgain(id: string): boolean;
  /** Delivers nothing any more of what was sent. */
  abandon(): void;
  /** Keeps delivering until the returned function is called. */
  start(): () => Promise<void>;
}

export interface OutboxNeeds {
  world: World;
  table: string;
  fetch: (request: Request) => Promise<Response>;
  /** Where a delivery goes and what signs it, or nothing when the endpoint is gone. */
  address: (letter: Letter) => Address | undefined;
  now: () => number;
  troubles?: DeliveryTroubles;
}

/** What goes wrong on the way, asked for each delivery. */
export interface DeliveryTroubles {
  /** Milliseconds before the first attempt. */
  delay(): number;
  isDown(): boolean;
  isTwice(): boolean;
}

const NO_TROUBLES: DeliveryTroubles = {
  delay: () => 0,
  isDown: () => false,
  isTwice: () => false,
};

const AT_ONCE = 16;

/** Delivers webhooks as Stripe and Clerk do: until a 2xx, with growing pauses, in no promised order. */
export function createOutbox(needs: OutboxNeeds): Outbox {
  const { world, table, fetch, address, now, troubles = NO_TROUBLES } = needs;
  const deliveries = openDeliveries(world, table);
  const { open, keep } = deliveries;
  /** Where nobody listened: however many letters wait, a few of them find out whether somebody does now. */
  const silentUntil = new Map<string, number>();
  const alarm = openAlarm(now);

  return {
    send({ event, type, endpoint, body }) {
      const id = `${event}:${endpoint}`;
      deliveries.keepBody(id, body);
      keep({
        id,
        event,
        type,
        endpoint,
        created: now(),
        attempts: 0,
        next_attempt_at: now() + troubles.delay(),
        last_status: null,
        last_answer: "",
        delivered_at: null,
        given_up: false,
      });
      alarm.ring();
    },
    deliverDue,
    pending: () => open.size,
    all: deliveries.all,
    sendAgain(id) {
      const row = deliveries.get(id);
      if (!row) return false;
      silentUntil.delete(row.endpoint);
      keep({ ...row, created: now(), next_attempt_at: now(), delivered_at: null, given_up: false });
      alarm.ring();
      return true;
    },
    abandon: () => open.clear(),
    start,
  };

  function dueAt({ endpoint, next_attempt_at }: Delivery): number {
    return Math.max(next_attempt_at, silentUntil.get(endpoint) ?? 0);
  }

  function isDue(row: Delivery): boolean {
    return open.has(row.id) && dueAt(row) <= now();
  }

  /** However many wait: a list of them all would not always fit into a call. */
  function soonest(): number {
    let time = Infinity;
    for (const row of open.values()) time = Math.min(time, dueAt(row));
    return time;
  }

  async function deliverDue() {
    const due = [...open.values()]
      .filter(isDue)
      .toSorted((one, other) => one.next_attempt_at - other.next_attempt_at);
    const rest = due.values();
    await Promise.all(Array.from({ length: AT_ONCE }, () => deliverFrom(rest)));
  }

  async function deliverFrom(rows: Iterable<Delivery>) {
    for (const row of rows) if (isDue(row)) await deliver(row);
  }

  async function deliver(row: Delivery) {
    const body = deliveries.bodyOf(row.id);
    const to = body === undefined ? undefined : address({ ...row, body });
    if (body === undefined || !to) {
      deliveries.forget(row.id);
      return;
    }
    if (troubles.isTwice()) await postLetter(fetch, to, body);
    const answer = troubles.isDown() ? NOBODY : await postLetter(fetch, to, body);
    if (answer.status === null) silentUntil.set(row.endpoint, now() + WAIT_FOR_A_HOST);
    else silentUntil.delete(row.endpoint);
    keep(afterAttempt(row, answer, now()));
  }

  function start() {
    let stopped = false;
    const loop = run();
    return async () => {
      stopped = true;
      alarm.ring();
      await loop;
    };

    async function run() {
      while (!stopped) {
        await deliverDue();
        if (!stopped) await alarm.at(soonest());
      }
    }
  }
}
