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

/** How many are remembered once they are over. */
const MOST_OVER = 500;

/** Every delivery that is on its way, and those that lately were. */
export function openDeliveries(world: World, table: string) {
  const deliveries = world.table<Delivery>(table);
  /** Beside the deliveries, so that an attempt does not write the whole letter down again. */
  const bodies = world.table<{ body: string }>(`${table}_bodies`);
  const open = new Map(deliveries.all().flatMap((row) => (isOver(row) ? [] : [[row.id, row]])));
  const over = new Set(deliveries.all().flatMap((row) => (isOver(row) ? [row.id] : [])));

  return {
    /** Those on their way. */
    open,
    all: () => deliveries.all().toReversed(),
    get: (id: string) => deliveries.get(id),
    bodyOf: (id: string) => bodies.get(id)?.body,
    keepBody: (id: string, body: string) => bodies.put(id, { body }),
    keep(row: Delivery) {
      deliveries.put(row.id, row);
      if (!isOver(row)) {
        over.delete(row.id);
        open.set(row.id, row);
        return;
      }
      open.delete(row.id);
      over.add(row.id);
      for (const oldest of over) {
        if (over.size <= MOST_OVER) return;
        forget(oldest);
      }
    },
    forget,
  };

  function forget(id: string) {
    deliveries.delete(id);
    bodies.delete(id);
    open.delete(id);
    over.delete(id);
  }
}

function isOver({ delivered_at, given_up }: Delivery): boolean {
  return delivered_at !== null || given_up;
}
