import type { Table, World } from "../../world.ts";
import { missing } from "../problem.ts";
import { idOf } from "./id-of.ts";
import { newId } from "./ids.ts";

interface Kept {
  id: string;
  created: number;
  customer?: Owner;
  invoice?: Owner;
}

type Owner = string | { id: string } | null;

/** The objects of one resource. */
export interface Shelf<Item extends Kept> {
  /** `where` says how the id was asked for, so that it can be missed in Stripe's words. */
  get(id: string, where: { path: string } | { param: string }): Item;
  find(id: string): Item | undefined;
  /** Newest first: everybody's, or one owner's. */
  all(owner?: string): Item[];
  /** In the order of being put here: what a test clock of years ago does now comes first. */
  newestPutFirst(): Item[];
  /** A customer's, or where there is none an invoice's, oldest first. */
  of(owner: string): Item[];
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
  const owned = new Map<string, Set<string>>();
  for (const row of rows.all()) own(row);
  let newest: { listed: readonly Item[]; first: Item[] } | undefined;
  return {
    get(id, where) {
      const item = rows.get(id);
      if (!item) throw missing(what, id, where);
      return item;
    },
    find: (id) => rows.get(id),
    all(owner) {
      if (owner !== undefined) return newestFirst(of(owner));
      const listed = rows.all();
      if (newest?.listed !== listed) newest = { listed, first: newestFirst(listed) };
      return newest.first;
    },
    newestPutFirst: () => rows.all().toReversed(),
    of,
    put(item) {
      rows.put(item.id, item);
      own(item);
      return item;
    },
    delete: (id) => rows.delete(id),
    newId: () => newId(prefix),
  };

  function of(owner: string): Item[] {
    return (
      [...(owned.get(owner) ?? [])]
        .flatMap((id) => rows.get(id) ?? [])
        // A payment method may have left since.
        .filter((item) => ownerOf(item) === owner)
    );
  }

  function own(item: Item) {
    const owner = ownerOf(item);
    if (owner !== undefined) owned.set(owner, (owned.get(owner) ?? new Set()).add(item.id));
  }
}

function newestFirst<Item extends Kept>(items: readonly Item[]): Item[] {
  return items.toReversed().toSorted((one, other) => other.created - one.created);
}

function ownerOf({ customer, invoice }: Kept): string | undefined {
  const owner = customer ?? invoice;
  return owner ? idOf(owner) : undefined;
}
