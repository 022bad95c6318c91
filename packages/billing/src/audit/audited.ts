import type { AuditRow } from "@portico/db";
import type { Caller } from "../caller.ts";
import { Refused } from "../reasons.ts";

export type AuditAction = "portal.open" | "api_key.make" | "api_key.revoke";

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
  try {
    const { subject, result } = await work();
    note("done", subject);
    return result;
  } catch (error) {
    if (error instanceof Refused && error.reason === "NOT_ALLOWED") note("refused", null);
    throw error;
  }

  function note(outcome: "done" | "refused", subject: string | null) {
    const { organization, from } = caller;
    if (organization === null) return;
    const by = "apiKey" in caller ? { apiKeyId: caller.apiKey } : { personId: caller.person };
    needs.note({
      at: needs.now(),
      organizationId: organization,
      action,
      outcome,
      subject,
      ...by,
      ...from,
    });
  }
}
