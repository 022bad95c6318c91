import { type Database, preparePaidFor } from "@portico/db";
import { together } from "../together.ts";

interface PaidForNeeds {
  db: Database;
  now(): Date;
}

const MOST_AT_ONCE = 500;

/** Organizations that are asked about together share a statement: planning it costs more than reading for one. */
export function createPaidFor({ db, now }: PaidForNeeds) {
  const paidFor = preparePaidFor(db);
  return together({
    async work(organizations: string[]) {
      const found = await paidFor([...new Set(organizations)], now());
      return organizations.flatMap((each) => found.get(each) ?? []);
    },
    most: MOST_AT_ONCE,
  });
}
