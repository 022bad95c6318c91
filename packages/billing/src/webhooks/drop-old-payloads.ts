export interface DropOldPayloadsNeeds {
  retentionDays: number;
  now(): Date;
  /** Of letters that came before then; tells how many. */
  dropPayloads(before: Date, limit: number): Promise<number>;
}

const DAY_MS = 86_400_000;
/** So many that no other statement waits long for this one. */
const AT_ONCE = 1_000;

/** What is in old letters is not kept for ever; that they came is. */
export async function dropOldPayloads({
  retentionDays,
  now,
  dropPayloads,
}: DropOldPayloadsNeeds): Promise<number> {
  const before = new Date(now().getTime() - retentionDays * DAY_MS);
  let total = 0;
  let dropped: number;
  do {
    dropped = await dropPayloads(before, AT_ONCE);
    total += dropped;
  } while (dropped === AT_ONCE);
  return total;
}
