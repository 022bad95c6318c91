import type { World } from "./world.ts";

/** One event on its way to one address. */
export interface Delivery {
  id: string;
  event: string;
  type: string;
  endpoint: string;
  created: number;
  attempts: number;
  next_attempt_at: number;
  last_status: number | null;
  /** How the newest answer began. */
  last_answer: string;
  delivered_at: number | null;
  /** Nobody wanted it for days. */
  given_up: boolean;
}

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
  address: (letter: Letter) => { url: string; headers: Record<string, string> } | undefined;
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

const NOBODY = { status: null, text: "" };
const LONGEST_ANSWER = 2_000;

const PATIENCE = 10_000;
const LONGEST_WAIT = 30_000;
const AT_ONCE = 16;
/** How many are remembered once they are over. */
const MOST_DELIVERED = 500;
/** As long as Stripe tries. A host that is not there is waited for. */
const KEEPS_TRYING = 3 * 24 * 60 * 60 * 1000;
/** Nobody listens there: the host is still starting, or starting again. */
const WAIT_FOR_A_HOST = 1_000;

/** Delivers webhooks as Stripe and Clerk do: until a 2xx, with growing pauses, in no promised order. */
export function createOutbox(needs: OutboxNeeds): Outbox {
  const { world, table, fetch, address, now, troubles = NO_TROUBLES } = needs;
  const deliveries = world.table<Delivery>(table);
  /** Beside the deliveries, so that an attempt does not write the whole letter down again. */
  const bodies = world.table<{ body: string }>(`${table}_bodies`);
  const open = new Map(deliveries.all().flatMap((row) => (isOver(row) ? [] : [[row.id, row]])));
  const over = new Set(deliveries.all().flatMap((row) => (isOver(row) ? [row.id] : [])));
  let wake = () => {};

  return {
    send({ event, type, endpoint, body }) {
      const id = `${event}:${endpoint}`;
      bodies.put(id, { body });
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
      wake();
    },
    deliverDue,
    pending: () => open.size,
    all: () => deliveries.all().toReversed(),
    sendAgain(id) {
      const row = deliveries.get(id);
      if (!row) return false;
      keep({ ...row, created: now(), next_attempt_at: now(), delivered_at: null, given_up: false });
      wake();
      return true;
    },
    abandon: () => open.clear(),
    start,
  };

  function keep(row: Delivery) {
    deliveries.put(row.id, row);
    if (!isOver(row)) {
      over.delete(row.id);
      open.set(row.id, row);
      return;
    }
    open.delete(row.id);
    over.add(row.id);
    for (const oldest of over) {
      if (over.size <= MOST_DELIVERED) return;
      forget(oldest);
    }
  }

  function forget(id: string) {
    deliveries.delete(id);
    bodies.delete(id);
    open.delete(id);
    over.delete(id);
  }

  async function deliverDue() {
    const due = [...open.values()]
      .filter((row) => row.next_attempt_at <= now())
      .toSorted((one, other) => one.next_attempt_at - other.next_attempt_at);
    const rest = due.values();
    await Promise.all(Array.from({ length: AT_ONCE }, () => deliverFrom(rest)));
  }

  async function deliverFrom(rows: Iterable<Delivery>) {
    for (const row of rows) if (open.has(row.id)) await deliver(row);
  }

  async function deliver(row: Delivery) {
    const { body } = bodies.get(row.id) ?? {};
    const to = body === undefined ? undefined : address({ ...row, body });
    if (body === undefined || !to) {
      forget(row.id);
      return;
    }
    if (troubles.isTwice()) await post(body, to);
    const answer = troubles.isDown() ? NOBODY : await post(body, to);
    const attempts = row.attempts + 1;
    const { status, text } = answer;
    const isTaken = status !== null && status >= 200 && status < 300;
    keep({
      ...row,
      attempts,
      last_status: status,
      last_answer: text,
      delivered_at: isTaken ? now() : null,
      given_up: !isTaken && status !== null && now() - row.created > KEEPS_TRYING,
      next_attempt_at:
        now() + Math.min(250 * 2 ** attempts, status === null ? WAIT_FOR_A_HOST : LONGEST_WAIT),
    });
  }

  function post(body: string, { url, headers }: { url: string; headers: Record<string, string> }) {
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(new Request(url, { method: "POST", headers, body, redirect: "manual", signal }))
      .then(async (response) => ({ status: response.status, text: await beginningOf(response) }))
      .catch(() => NOBODY);
  }

  function start() {
    let stopped = false;
    const loop = run();
    return async () => {
      stopped = true;
      wake();
      await loop;
    };

    async function run() {
      while (!stopped) {
        await deliverDue();
        const next = Math.min(...[...open.values()].map((row) => row.next_attempt_at));
        if (!stopped) await sleepUntil(next);
      }
    }
  }

  function sleepUntil(time: number) {
    return new Promise<void>((resolve) => {
      const timer = Number.isFinite(time)
        ? setTimeout(resolve, Math.max(time - now(), 5))
        : undefined;
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function isOver({ delivered_at, given_up }: Delivery): boolean {
  return delivered_at !== null || given_up;
}

/** As much of an answer as a person would read. */
async function beginningOf({ body }: Response): Promise<string> {
  let text = "";
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.length >= LONGEST_ANSWER) break;
  }
  return text.slice(0, LONGEST_ANSWER);
}
