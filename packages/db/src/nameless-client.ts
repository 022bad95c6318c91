import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

interface Statement {
  text: string;
  values: unknown[];
}

/** For a library that names its statements: without names a pooler between us and the server is no matter. */
export function namelessClient(db: Database) {
  return {
    query: async ({ text, values }: Statement) => db.execute(withValues(text, values)),
  };
}

function withValues(text: string, values: unknown[]) {
  const parts = text.split(/\$(\d+)/);
  return sql.join(
    parts.map((part, at) => (at % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`)),
  );
}
