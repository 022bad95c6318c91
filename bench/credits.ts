import { randomBytes } from "node:crypto";
import { createCredits } from "@portico/billing";
import { openPostgres } from "@portico/db";
import pg from "pg";

const ROUNDS = 5;
const SPENDS = 10_000;
const AT_ONCE = 100;
const MANY = 10_000;
const ENOUGH = 1_000_000_000;

interface Contender {
  name: string;
  spend(organization: string, key: string): Promise<unknown>;
}

/** Spends per second beside one guarded UPDATE for each, which keeps no entry and knows no key: in turns, in one run, on one server. */
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
      spend: (organization) =>
        floor.query(
          "update floor_balances set balance = balance - 1 where organization_id = $1 and balance >= 1",
          [organization],
        ),
    },
    {
      name: "portico",
      spend: (organization, key) => credits.spend({ organization, amount: 1, key }),
    },
  ];
  try {
    console.log(`\nSpends per second, ${AT_ONCE} at once (median of ${ROUNDS} rounds in turns)\n`);
    console.log("| | one organization | 10,000 organizations |");
    console.log("|---|---:|---:|");
    const [ofOne, ofMany] = [await compare(contenders, [hot]), await compare(contenders, many)];
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

/** Speeds by name, beside the first one's. */
async function compare(contenders: Contender[], organizations: string[]) {
  const speeds = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  // The first round is to warm up.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const each of contenders) {
      const speed = await measure(each, organizations);
      if (round > 0) speeds.get(each.name)?.push(speed);
    }
  const floor = median(speeds.get("floor"));
  return (name: string) => {
    const speed = median(speeds.get(name));
    return `${speed.toFixed(0)} (${(speed / floor).toFixed(2)})`;
  };
}

async function measure({ spend }: Contender, organizations: string[]): Promise<number> {
  const round = randomBytes(4).toString("hex");
  const begun = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < SPENDS) {
        const at = next++;
        await spend(organizations[at % organizations.length] ?? "", `${round} ${at}`);
      }
    }),
  );
  return SPENDS / ((performance.now() - begun) / 1000);
}

function median(values: number[] = []): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
