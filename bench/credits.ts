import { randomBytes } from "node:crypto";
import { createCredits } from "@portico/billing";
import { openPostgres } from "@portico/db";
import pg from "pg";
import { AT_ONCE, type Contender, inTurns, ROUNDS } from "./in-turns.ts";

const MANY = 10_000;
const ENOUGH = 1_000_000_000;

/** Spends per second beside one guarded UPDATE for each, which keeps no entry and knows no key. */
export async function benchCredits(databaseUrl: string) {
  const floor = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const portico = openPostgres(databaseUrl, () => {});
  const hot = `org_hot_${randomBytes(4).toString("hex")}`;
  const many = Array.from({ length: MANY }, (_, at) => `${hot}_${at}`);
  await furnish(floor, [hot, ...many]);
  const credits = createCredits({ db: portico.db, now: () => new Date() });
  const contenders: Contender[] = [
    {
      name: "floor",
      ask: (organization) =>
        floor.query(
          "update floor_balances set balance = balance - 1 where organization_id = $1 and balance >= 1",
          [organization],
        ),
    },
    {
      name: "portico",
      ask: (organization, key) => credits.spend({ organization, amount: 1, key }),
    },
  ];
  try {
    console.log(`\nSpends per second, ${AT_ONCE} at once (median of ${ROUNDS} rounds in turns)\n`);
    console.log("| | one organization | 10,000 organizations |");
    console.log("|---|---:|---:|");
    const [ofOne, ofMany] = [await inTurns(contenders, [hot]), await inTurns(contenders, many)];
    for (const { name } of contenders)
      console.log(`| ${name} | ${ofOne(name)} | ${ofMany(name)} |`);
  } finally {
    await floor.end();
    await portico.close();
  }
}

async function furnish(pool: pg.Pool, organizations: string[]) {
  await pool.query("drop table if exists floor_balances");
  await pool.query(
    "create table floor_balances (organization_id text primary key, balance bigint not null)",
  );
  const insert = "select id, $2::bigint from unnest($1::text[]) id";
  await pool.query(`insert into floor_balances ${insert}`, [organizations, ENOUGH]);
  await pool.query(
    `insert into portico.credit_balances (organization_id, balance, owed) select id, $2::bigint, 0 from unnest($1::text[]) id`,
    [organizations, ENOUGH],
  );
}
