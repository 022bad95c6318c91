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

/** One part of a list, and where the next begins; a row more than was asked for tells whether there is one. */
export async function readPage<Row extends { id: unknown }>(
  limit: number,
  read: (many: number) => Promise<Row[]>,
): Promise<{ rows: Row[]; next: Row["id"] | null }> {
  const found = await read(limit + 1);
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
