import type { ReadNeeds } from "../from-stripe/read-customer.ts";
import type { CommitNeeds } from "../projecting/commit-projections.ts";

export interface SettleNeeds extends ReadNeeds, CommitNeeds {
  /** Told of each failure; the letters wait and are tried again. */
  onFailure(subject: string, error: unknown): void;
}
