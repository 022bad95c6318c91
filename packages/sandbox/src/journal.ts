import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { z } from "zod";

/** A row that was put, or, without one, deleted. */
export interface Change {
  table: string;
  id: string;
  row?: unknown;
}

/** By table and id, each row as JSON. */
export type Remembered = Map<string, Map<string, string>>;

const line = z.array(
  z.object({ table: z.string(), id: z.string(), row: z.string().exactOptional() }),
);

/** More than this is never in memory as text: a journal may be longer than any string. */
const PART = 1024 * 1024;

/** What belongs together is one line of the journal. */
export function print(made: Change[]): string {
  const changes = made.map(({ table, id, row }) =>
    row === undefined ? { table, id } : { table, id, row: JSON.stringify(row) },
  );
  return `${JSON.stringify(changes)}\n`;
}

export function readJournal(journal: string): Remembered {
  const remembered: Remembered = new Map();
  for (const text of linesOf(journal))
    for (const { table, id, row } of parse(text)) {
      const rows = remembered.get(table) ?? new Map<string, string>();
      remembered.set(table, rows);
      if (row === undefined) rows.delete(id);
      else rows.set(id, row);
    }
  return remembered;
}

export function writeJournal(journal: string, remembered: Remembered) {
  // It holds the secrets of webhooks and sessions.
  const file = openSync(journal, "w", 0o600);
  try {
    for (const [table, rows] of remembered)
      for (const [id, row] of rows) writeSync(file, `${JSON.stringify([{ table, id, row }])}\n`);
  } finally {
    closeSync(file);
  }
}

function* linesOf(journal: string): Generator<string> {
  const file = openSync(journal, "r");
  const decoder = new StringDecoder("utf8");
  const part = Buffer.alloc(PART);
  let rest = "";
  try {
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) {
      const lines = (rest + decoder.write(part.subarray(0, read))).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    yield rest + decoder.end();
  } finally {
    closeSync(file);
  }
}

/** A process killed in the middle of a write leaves half a line at the end; what it meant was never answered. */
function parse(text: string): z.infer<typeof line> {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
