import type { AuditAction, AuditRow } from "@portico/db";
import type { Caller } from "../caller.ts";
import { Refused } from "../reasons.ts";

export interface AuditNeeds {
  now(): Date;
  /** Nobody waits for it. Never a secret, never an address of the portal. */
  note(entry: AuditRow): void;
}

/** Writes down what was done, and what was tried without the right to it: by whom, for whom, from where. */
export async function audited<Result>(
  needs: AuditNeeds,
  caller: Caller,
  action: AuditAction,
  work: () => Promise<{ subject: string | null; result: Result }>,
): Promise<Result> {
  const { subject, result } = await refusalsAudited(needs, caller, action, work);
  note(needs, caller, { action, outcome: "done", subject });
  return result;
}

/** The same for what changes nothing, and leaves no entry where somebody has the right to it. */
export async function refusalsAudited<Result>(
  needs: AuditNeeds,
  caller: Caller,
  action: AuditAction,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused && error.reason === "NOT_ALLOWED")
      note(needs, caller, { action, outcome: "refused", subject: null });
    throw error;
  }
}

type Deed = Pick<AuditRow, "action" | "outcome" | "subject">;

function note(needs: AuditNeeds, caller: Caller, deed: Deed) {
  const { organization, from } = caller;
  if (organization === null) return;
  const by = "apiKey" in caller ? { apiKeyId: caller.apiKey } : { personId: caller.person };
  needs.note({ at: needs.now(), organizationId: organization, ...deed, ...by, ...from });
}
