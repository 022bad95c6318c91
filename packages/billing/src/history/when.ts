import type { HistoryEntry } from "@portico/db";
import { minute } from "../words/index.ts";

/** What was so when we met it had happened before. */
export function whenOf({ before, stripeAt }: Pick<HistoryEntry, "before" | "stripeAt">): string {
  return `${before ? "on" : "before"} ${minute(stripeAt.toISOString())}`;
}
