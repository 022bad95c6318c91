import { z } from "zod";

export const replayLettersWish = z.union([
  z.strictObject({ id: z.string().min(1) }),
  z.strictObject({ all: z.literal(true) }),
]);

export interface ReplayLettersNeeds {
  /** One, or all. Tells how many. */
  reviveLetters(id: string | null, now: Date): Promise<number>;
  now(): Date;
}

/** Lets dead letters be tried again, as if they had just come. */
export async function replayLetters(
  needs: ReplayLettersNeeds,
  wish: z.infer<typeof replayLettersWish>,
) {
  const id = "id" in wish ? wish.id : null;
  return { replayed: await needs.reviveLetters(id, needs.now()) };
}
