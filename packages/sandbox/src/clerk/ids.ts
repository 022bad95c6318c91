import { randomBytes } from "node:crypto";

/** An id as Clerk's look: what it names, and something nobody can guess. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString("hex")}`;
}
