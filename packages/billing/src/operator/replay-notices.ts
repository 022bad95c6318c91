import { z } from "zod";

export const replayNoticesWish = z.union([
  z.strictObject({ id: z.int().min(1) }),
  z.strictObject({ all: z.literal(true) }),
]);

export interface ReplayNoticesNeeds {
  replayNotice(id: number, now: Date): Promise<boolean>;
  replayDeadNotices(now: Date): Promise<number>;
  now(): Date;
}

/** Lets the host application be told again: of one thing, or of all that it was told in vain. */
export async function replayNotices(
  needs: ReplayNoticesNeeds,
  wish: z.infer<typeof replayNoticesWish>,
) {
  if ("all" in wish) return { replayed: await needs.replayDeadNotices(needs.now()) };
  return { replayed: (await needs.replayNotice(wish.id, needs.now())) ? 1 : 0 };
}
