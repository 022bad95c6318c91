export interface DropOldNeeds {
  retentionDays: number;
  now(): Date;
  /** What is older than then, no more than so much at once; tells how much. */
  drop(before: Date, limit: number): Promise<number>;
}

const DAY_MS = 86_400_000;
/** So much that no other statement waits long for this one. */
const AT_ONCE = 1_000;

/** What was for a while only is not kept for ever. */
export async function dropOld({ retentionDays, now, drop }: DropOldNeeds): Promise<number> {
  const before = new Date(now().getTime() - retentionDays * DAY_MS);
  let total = 0;
  let dropped: number;
  do {
    dropped = await drop(before, AT_ONCE);
    total += dropped;
  } while (dropped === AT_ONCE);
  return total;
}
