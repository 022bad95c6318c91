import { z } from "zod";

export const replayErrandsWish = z.union([
  z.strictObject({ id: z.int().min(1) }),
  z.strictObject({ all: z.literal(true) }),
]);

export interface ReplayErrandsNeeds {
  /** One, or all. Tells how many. */
  reviveErrands(id: number | null, now: Date): Promise<number>;
  now(): Date;
}

/** Lets errands be tried again that were given up, as if asked for just now. */
export async function replayErrands(
  needs: ReplayErrandsNeeds,
  wish: z.infer<typeof replayErrandsWish>,
) {
  const id = "id" in wish ? wish.id : null;
  return { replayed: await needs.reviveErrands(id, needs.now()) };
}
