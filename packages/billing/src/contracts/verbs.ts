import { CREDIT_VERBS } from "./credit-verbs.ts";
import { entitlements } from "./entitlements.ts";
import { PLAN_VERBS } from "./plan-verbs.ts";
import type { Verb } from "./verb.ts";

/** What a program may do by API key, beside opening the portal. */
export const VERBS: readonly Verb[] = [...PLAN_VERBS, entitlements, ...CREDIT_VERBS];
