import { Refused } from "./reasons.ts";

export type Scope = "billing:read" | "billing:write";

/** Who asks: the person, the organization they act for, and what they may do there. */
export interface Caller {
  person: string;
  organization: string | null;
  scopes: ReadonlySet<Scope>;
}

export function requireOrganization(caller: Caller): string {
  if (caller.organization === null) throw new Refused("NO_ORGANIZATION");
  return caller.organization;
}

export function requireScope(caller: Caller, scope: Scope) {
  if (!caller.scopes.has(scope)) throw new Refused("NOT_ALLOWED");
}
