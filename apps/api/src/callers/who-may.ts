import type { Scope } from "@portico/billing";

/** Roles and permissions of an organization, as Clerk names them. */
export interface WhoMay {
  /** Without it, every member. Whoever may write may read. */
  read: readonly string[] | null;
  write: readonly string[];
}

export function scopesOf(
  { read, write }: WhoMay,
  role: string,
  permissions: readonly string[],
): ReadonlySet<Scope> {
  const has = [role, ...permissions];
  if (has.some((each) => write.includes(each))) return new Set(["billing:read", "billing:write"]);
  if (read === null || has.some((each) => read.includes(each))) return new Set(["billing:read"]);
  return new Set();
}
