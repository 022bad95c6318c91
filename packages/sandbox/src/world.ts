import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Table<Row> {
  get(id: string): Row | undefined;
  /** Oldest first. */
  all(): Row[];
  put(id: string, row: Row): void;
  delete(id: string): void;
}

/** Everything a sandbox remembers: named tables of plain JSON rows. */
export interface World {
  /** Each table has one owner, who says what its rows are and asks for it once. */
  table<Row>(name: string): Table<Row>;
}

interface Line {
  table: string;
  id: string;
  /** The row as JSON; left out when it was deleted. */
  row?: string;
}

export function worldInMemory(): World {
  return worldOf(new Map(), () => {});
}

/** A world in a folder. Each change is a line of a journal, so that a killed process forgets nothing. */
export function worldInFolder(folder: string): World {
  mkdirSync(folder, { recursive: true });
  const journal = join(folder, "world.ndjson");
  const remembered = existsSync(journal) ? readJournal(journal) : new Map<string, Line>();
  writeFileSync(`${journal}.new`, [...remembered.values()].map(print).join(""));
  renameSync(`${journal}.new`, journal);
  return worldOf(remembered, (line) => appendFileSync(journal, print(line)));
}

function worldOf(remembered: Map<string, Line>, write: (line: Line) => void): World {
  const owned = new Set<string>();
  return {
    table<Row>(name: string): Table<Row> {
      if (owned.has(name)) throw new Error(`The table ${name} has an owner already.`);
      owned.add(name);
      const rows = new Map<string, Row>();
      for (const { table, id, row } of remembered.values())
        if (table === name && row !== undefined) rows.set(id, JSON.parse(row));
      return {
        get: (id) => rows.get(id),
        all: () => [...rows.values()],
        put(id, row) {
          rows.set(id, row);
          write({ table: name, id, row: JSON.stringify(row) });
        },
        delete(id) {
          if (rows.delete(id)) write({ table: name, id });
        },
      };
    },
  };
}

function readJournal(journal: string): Map<string, Line> {
  const latest = new Map<string, Line>();
  for (const text of readFileSync(journal, "utf8").split("\n")) {
    const line = parse(text);
    if (!line) continue;
    const key = `${line.table}/${line.id}`;
    if (line.row === undefined) latest.delete(key);
    else latest.set(key, line);
  }
  return latest;
}

function print(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/** A process killed in the middle of a write leaves half a line at the end; what it meant was never answered. */
function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
