import { ulid } from "ulid";

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** An inbound id is kept only if it is well formed: it ends up in logs and answers. */
export function requestIdOf(inbound: string | null): string {
  // It tells requests apart and guards nothing, so the cheap random numbers do.
  return inbound !== null && ULID.test(inbound) ? inbound : ulid(undefined, Math.random);
}
