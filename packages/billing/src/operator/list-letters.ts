import type { LetterState, LetterSummary } from "@portico/db";
import { z } from "zod";
import { readPage } from "../page-wish.ts";

export const lettersWish = z.strictObject({
  state: z.enum(["open", "dead"]),
  /** The id of the last letter of the page before. */
  cursor: z.string().optional(),
  limit: z.int().min(1).max(1_000).default(100),
});

export interface ListLettersNeeds {
  lettersIn(state: LetterState, after: string | null, limit: number): Promise<LetterSummary[]>;
}

/** What waits, or was given up: the longest waiting first. */
export async function listLetters(
  needs: ListLettersNeeds,
  { state, cursor, limit }: z.infer<typeof lettersWish>,
) {
  const { rows, next } = await readPage(limit, (many) =>
    needs.lettersIn(state, cursor ?? null, many),
  );
  return {
    letters: rows.map((letter) => ({
      ...letter,
      createdAt: letter.createdAt.toISOString(),
      receivedAt: letter.receivedAt.toISOString(),
      nextAttemptAt: letter.nextAttemptAt.toISOString(),
      deadAt: letter.deadAt?.toISOString() ?? null,
    })),
    next,
  };
}
