import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { LettersNotKept } from "../letters-not-kept.ts";
import { selectRows } from "../rows-of.ts";
import { inbox } from "../schema.ts";

export type LetterRow = typeof inbox.$inferInsert;

/** Cut out of the texts of all. A letter without one has no place there. */
const payload = sql`convert_from(substr(${sql.placeholder("texts")}::bytea, rows.begins, rows.bytes), 'UTF8')`;
const place = ["begins integer", "bytes integer"];

/** Keeps in one statement and one commit, built once for all. Tells the ids of those that did not come before. */
export function prepareKeepLetters(db: Database) {
  const statement = db
    .insert(inbox)
    .select(selectRows(inbox, sql.placeholder("letters"), { payload }, place))
    .onConflictDoNothing()
    .returning({ id: inbox.id })
    .prepare("");

  return async (letters: LetterRow[]): Promise<Set<string>> => {
    // Two that keep the same letters would wait for each other, did each not begin with the same one.
    const inOrder = letters.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const kept = await statement.execute(withTextsBeside(inOrder)).catch((error: unknown) => {
      throw new LettersNotKept(error);
    });
    return new Set(kept.map(({ id }) => id));
  };
}

export async function keepLetters(db: Database, letters: LetterRow[]): Promise<Set<string>> {
  return prepareKeepLetters(db)(letters);
}

/** Inside JSON each quote of a text would be escaped, and a parameter for each text is another statement each time. */
function withTextsBeside(letters: LetterRow[]) {
  const texts: Buffer[] = [];
  let begins = 1;
  const rows = letters.map(({ payload: text, ...row }) => {
    if (typeof text !== "string") return row;
    const bytes = Buffer.from(text);
    texts.push(bytes);
    const placed = { ...row, begins, bytes: bytes.length };
    begins += bytes.length;
    return placed;
  });
  return { letters: JSON.stringify(rows), texts: Buffer.concat(texts) };
}
