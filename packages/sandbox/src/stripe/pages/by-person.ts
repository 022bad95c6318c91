import type { Cause } from "../books/books.ts";
import { newId } from "../books/ids.ts";

/** Somebody clicked: a request like any other, without a key to repeat it by. */
export function byPerson(): Cause {
  return { id: newId("req"), idempotency_key: null };
}
