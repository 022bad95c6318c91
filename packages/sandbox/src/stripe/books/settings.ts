import { z } from "zod";
import type { Table } from "../../world.ts";

/** What becomes of a plan whose bill nobody could be charged for. */
export const AFTER_LAST_ATTEMPT = ["past_due", "unpaid", "cancel"] as const;

/** What a person would have chosen on Stripe's dashboard. */
export const settings = z.strictObject({ after_last_attempt: z.enum(AFTER_LAST_ATTEMPT) });

export type Settings = z.infer<typeof settings>;

interface Kept {
  settings: Table<Settings>;
}

const ACCOUNT = "account";
const USUAL: Settings = { after_last_attempt: "past_due" };

export function settingsIn({ settings: kept }: Kept): Settings {
  return kept.get(ACCOUNT) ?? USUAL;
}

export function choose({ settings: kept }: Kept, chosen: Settings) {
  kept.put(ACCOUNT, chosen);
}
