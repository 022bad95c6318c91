import type { Standing } from "@portico/db";
import { Refused } from "./reasons.ts";

export const SCOPES = ["billing:read", "billing:write", "credits:spend"] as const;
export type Scope = (typeof SCOPES)[number];

/** Where a request comes from, and what it is called: for the audit log. */
export interface Whence {
  address: string;
  requestId: string;
}

/** A person, the organization they act for, and what they may do there. */
export interface PersonCaller {
  person: string;
  organization: string | null;
  scopes: ReadonlySet<Scope>;
  /** What made them out holds until then; nothing: for good. A stream goes no further. */
  knownUntil: Date | null;
  from: Whence;
}

/** A key, which acts for one organization. How that stands was read together with the key. */
export interface ApiKeyCaller {
  apiKey: string;
  organization: string;
  scopes: ReadonlySet<Scope>;
  standing: Standing;
  from: Whence;
}

/** As a door makes somebody out, which knows nothing of where they stand. */
export type Recognized<Who extends Caller> = Who extends Caller ? Omit<Who, "from"> : never;

/** Who asks. */
export type Caller = PersonCaller | ApiKeyCaller;

export function requireOrganization(caller: Caller): string {
  if (caller.organization === null) throw new Refused("NO_ORGANIZATION");
  return caller.organization;
}

/** Whoever it was, by their id: for the history. */
export function actorOf(caller: Caller): string {
  return "apiKey" in caller ? caller.apiKey : caller.person;
}

export function requireScope(caller: Caller, scope: Scope) {
  if (!caller.scopes.has(scope)) throw new Refused("NOT_ALLOWED");
}
