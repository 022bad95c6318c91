import type { Table, World } from "../world.ts";
import { newId } from "./ids.ts";
import { missing } from "./problem.ts";

interface Kept {
  id: string;
  created: number;
}

/** The objects of one resource. */
export interface Shelf<Item extends Kept> {
  /** `where` says how the id was asked for, so that it can be missed in Stripe's words. */
  get(id: string, where: { path: string } | { param: string }): Item;
  find(id: string): Item | undefined;
  /** Newest first. */
  all(): Item[];
  put(item: Item): Item;
  delete(id: string): void;
  newId(): string;
}

export function openShelf<Item extends Kept>(
  world: World,
  table: string,
  prefix: string,
  what: string,
): Shelf<Item> {
  const rows: Table<Item> = world.table(`stripe_${table}`);
  return {
    get(id, where) {
      const item = rows.get(id);
      if (!item) throw missing(what, id, where);
      return item;
    },
    find: (id) => rows.get(id),
    all: () =>
      rows
        .all()
        .toReversed()
        .toSorted((one, other) => other.created - one.created),
    put(item) {
      rows.put(item.id, item);
      return item;
    },
    delete: (id) => rows.delete(id),
    newId: () => newId(prefix),
  };
}
