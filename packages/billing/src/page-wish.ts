import { z } from "zod";

/** Which part of a long list is asked for; without a word, its newest. */
export const pageWish = z.strictObject({
  /** The id of the last entry of the page before. */
  cursor: z.int().min(1).optional(),
  /** tRPC's infinite query always says so. */
  direction: z.literal("forward").optional(),
  limit: z.int().min(1).max(200).default(50),
});

export type PageWish = z.infer<typeof pageWish>;

/** Where the next part begins; nothing where this may be the last. */
export function nextAfter<Id>(rows: readonly { id: Id }[], limit: number): Id | null {
  return rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
}
