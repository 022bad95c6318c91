import { appendFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { type Change, print, readJournal, type Remembered, writeJournal } from "./journal.ts";

export interface Table<Row> {
  get(id: string): Row | undefined;
  /** Oldest first. The same array until something changes. */
  all(): readonly Row[];
  /** The same, with their ids. */
  entries(): [string, Row][];
  put(id: string, row: Row): void;
  delete(id: string): void;
}

/** Everything a sandbox remembers: named tables of plain JSON rows. */
export interface World {
  /** Each table has one owner, who says what its rows are and asks for it once. */
  table<Row>(name: string): Table<Row>;
  /** Remembers all that `work` changes, or none of it if the process is killed meanwhile. */
  together<Result>(work: () => Result): Result;
  /** Forgets everything. Tables opened before are of another world: what they are told is not kept. */
  empty(): void;
}

export function worldInMemory(): World {
  return worldOf(new Map(), { append() {}, empty() {} });
}

/** A world in a folder. Each change is a line of a journal, so that a killed process forgets nothing. */
export function worldInFolder(folder: string): World {
  mkdirSync(folder, { recursive: true });
  const journal = join(folder, "world.ndjson");
  const remembered: Remembered = existsSync(journal) ? readJournal(journal) : new Map();
  const begin = (rows: Remembered) => {
    writeJournal(`${journal}.new`, rows);
    renameSync(`${journal}.new`, journal);
  };
  begin(remembered);
  return worldOf(remembered, {
    append: (made) => appendFileSync(journal, print(made)),
    empty: () => begin(new Map()),
  });
}

interface Journal {
  append(made: Change[]): void;
  empty(): void;
}

function worldOf(remembered: Remembered, journal: Journal): World {
  const owned = new Set<string>();
  let era = 0;
  let waiting: Change[] | undefined;
  return {
    together(work) {
      if (waiting) return work();
      const made: Change[] = (waiting = []);
      try {
        return work();
      } finally {
        waiting = undefined;
        if (made.length > 0) journal.append(made);
      }
    },
    empty() {
      era += 1;
      owned.clear();
      remembered.clear();
      journal.empty();
    },
    table<Row>(name: string): Table<Row> {
      if (owned.has(name)) throw new Error(`The table ${name} has an owner already.`);
      owned.add(name);
      const born = era;
      const rows = new Map<string, Row>();
      for (const [id, row] of remembered.get(name) ?? [])
        // oxlint-disable-next-line typescript/no-unsafe-argument -- the table's one owner wrote it
        rows.set(id, JSON.parse(row));
      remembered.delete(name);
      let listed: Row[] | undefined;
      return {
        get: (id) => rows.get(id),
        all: () => (listed ??= [...rows.values()]),
        entries: () => [...rows],
        put(id, row) {
          rows.set(id, row);
          listed = undefined;
          keep(born, { table: name, id, row });
        },
        delete(id) {
          if (!rows.delete(id)) return;
          listed = undefined;
          keep(born, { table: name, id });
        },
      };
    },
  };

  function keep(born: number, change: Change) {
    if (born !== era) return;
    if (waiting) waiting.push(change);
    else journal.append([change]);
  }
}
