import type { Cause } from "../../books.ts";
import { newId } from "../../ids.ts";

/** Somebody clicked: a request like any other, without a key to repeat it by. */
export function byPerson(): Cause {
  return { id: newId("req"), idempotency_key: null };
}
