import type { Scope } from "@portico/billing";

/** Which roles and permissions of an organization may write. Every member may read. */
const WRITERS = { roles: ["org:admin"], permissions: ["org:billing:manage"] };

export function scopesOf(role: string, permissions: readonly string[]): ReadonlySet<Scope> {
  const writes =
    mayManageAs(role) || permissions.some((each) => WRITERS.permissions.includes(each));
  return new Set<Scope>(writes ? ["billing:read", "billing:write"] : ["billing:read"]);
}

export function mayManageAs(role: string): boolean {
  return WRITERS.roles.includes(role);
}
