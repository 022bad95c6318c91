import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export interface Table<Row> {
  get(id: string): Row | undefined;
  /** Oldest first. */
  all(): Row[];
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

const changes = z.array(
  z.object({
    table: z.string(),
    id: z.string(),
    /** The row as JSON; left out when it was deleted. */
    row: z.string().exactOptional(),
  }),
);

type Change = z.infer<typeof changes>[number];

export function worldInMemory(): World {
  return worldOf(new Map(), { append() {}, empty() {} });
}

/** A world in a folder. Each change is a line of a journal, so that a killed process forgets nothing. */
export function worldInFolder(folder: string): World {
  mkdirSync(folder, { recursive: true });
  const journal = join(folder, "world.ndjson");
  const remembered = existsSync(journal) ? readJournal(journal) : new Map<string, Change>();
  const begin = (lines: string[]) => {
    // It holds the secrets of webhooks and sessions.
    writeFileSync(`${journal}.new`, lines.join(""), { mode: 0o600 });
    renameSync(`${journal}.new`, journal);
  };
  begin([...remembered.values()].map((change) => print([change])));
  return worldOf(remembered, {
    append: (made) => appendFileSync(journal, print(made)),
    empty: () => begin([]),
  });
}

interface Journal {
  append(made: Change[]): void;
  empty(): void;
}

function worldOf(remembered: Map<string, Change>, journal: Journal): World {
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
      for (const { table, id, row } of remembered.values())
        // oxlint-disable-next-line typescript/no-unsafe-argument -- the table's one owner wrote it
        if (table === name && row !== undefined) rows.set(id, JSON.parse(row));
      return {
        get: (id) => rows.get(id),
        all: () => [...rows.values()],
        entries: () => [...rows],
        put(id, row) {
          rows.set(id, row);
          keep(born, { table: name, id, row: JSON.stringify(row) });
        },
        delete(id) {
          if (rows.delete(id)) keep(born, { table: name, id });
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

function readJournal(journal: string): Map<string, Change> {
  const latest = new Map<string, Change>();
  for (const text of readFileSync(journal, "utf8").split("\n")) {
    for (const change of parse(text)) {
      const key = `${change.table}/${change.id}`;
      if (change.row === undefined) latest.delete(key);
      else latest.set(key, change);
    }
  }
  return latest;
}

/** What belongs together is one line of the journal. */
function print(made: Change[]): string {
  return `${JSON.stringify(made)}\n`;
}

/** A process killed in the middle of a write leaves half a line at the end; what it meant was never answered. */
function parse(text: string): Change[] {
  try {
    return changes.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
