import type { Errand } from "@portico/db";

export interface ListErrandsNeeds {
  troubledErrands(limit: number): Promise<Errand[]>;
}

const SHOWN = 1_000;

/** What was to be done at Stripe and was given up, failed or has to wait, and why: the newest first. */
export async function listErrands(needs: ListErrandsNeeds) {
  const errands = await needs.troubledErrands(SHOWN);
  return errands.map((errand) => ({
    id: errand.id,
    kind: errand.kind,
    subject: errand.subject,
    organization: errand.organizationId,
    askedAt: errand.askedAt.toISOString(),
    attempts: errand.attempts,
    nextAttemptAt: errand.nextAttemptAt.toISOString(),
    lastError: errand.lastError,
    deadAt: errand.deadAt?.toISOString() ?? null,
  }));
}
