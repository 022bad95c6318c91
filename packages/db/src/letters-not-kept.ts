import { DrizzleQueryError } from "drizzle-orm";

/** The classes of PostgreSQL's errors that a row brings on itself: by its data, a constraint, its size. */
const BY_A_ROW = new Set(["22", "23", "54"]);

/** Why, without the letters themselves, which the error of the statement quotes in full. */
export class LettersNotKept extends Error {
  /** Else the database is to blame, and would keep none of them. */
  readonly oneIsToBlame: boolean;

  constructor(error: unknown) {
    const cause = error instanceof DrizzleQueryError ? error.cause : error;
    super("The letters could not be kept.", { cause });
    this.oneIsToBlame = BY_A_ROW.has(stateOf(cause).slice(0, 2));
  }
}

function stateOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
