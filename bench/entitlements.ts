import { randomBytes } from "node:crypto";
import { createPaidFor, requireFeature } from "@portico/billing";
import { openPostgres, writeMirror } from "@portico/db";
import { bill, team } from "@portico/db/examples";
import pg from "pg";
import { AT_ONCE, type Contender, inTurns, ROUNDS } from "./in-turns.ts";

const MANY = 1_000;
const INVOICES = 12;
const text = "select id from portico.customers where organization_id = $1";
const catalog = {
  plans: { team: { name: "Team", prices: {}, features: ["api"] } },
  packs: {},
};

/** Asks whether a feature may be used, beside one prepared statement that reads one row by its key. */
export async function benchEntitlements(databaseUrl: string) {
  const floor = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const portico = openPostgres(databaseUrl, () => {});
  const run = randomBytes(4).toString("hex");
  const organizations = Array.from({ length: MANY }, (_, at) => `org_${run}_${at}`);
  await furnish(floor, portico.db, organizations);
  const now = () => new Date();
  const paidFor = createPaidFor({ db: portico.db, now });
  const needs = { sold: { catalog }, paidFor, graceDays: 14, now };
  const contenders: Contender[] = [
    {
      name: "floor",
      ask: (organization) => floor.query({ name: "customer", text, values: [organization] }),
    },
    // As behind a pooler, where no name is kept.
    { name: "the same without a name", ask: (organization) => floor.query(text, [organization]) },
    { name: "portico", ask: (organization) => requireFeature(needs, organization, "api") },
  ];
  try {
    console.log(
      `\nEntitlement checks per second, ${AT_ONCE} at once (median of ${ROUNDS} rounds in turns)\n`,
    );
    console.log("| | 1,000 organizations |");
    console.log("|---|---:|");
    const speedOf = await inTurns(contenders, organizations);
    for (const { name } of contenders) console.log(`| ${name} | ${speedOf(name)} |`);
  } finally {
    await floor.end();
    await portico.close();
  }
}

/** Each has a plan and has paid for a year of it. */
async function furnish(
  pool: pg.Pool,
  db: ReturnType<typeof openPostgres>["db"],
  organizations: string[],
) {
  const product = `prod_of_${organizations[0]}`;
  await pool.query("insert into portico.plans (id, name, plan) values ($1, 'Team', 'team')", [
    product,
  ]);
  await pool.query(
    "insert into portico.customers (organization_id, id, claimed_at) select id, 'cus_of_' || id, now() from unnest($1::text[]) id",
    [organizations],
  );
  const now = new Date();
  const subscription = { ...team, items: team.items.map((item) => ({ ...item, product })) };
  await writeMirror(
    db,
    organizations.flatMap((organization) => {
      const row = {
        customerId: `cus_of_${organization}`,
        readFrom: now,
        readTo: now,
        deletedAt: null,
      };
      const id = `sub_of_${organization}`;
      const paid = { ...bill, status: "paid", subscription: id };
      return [
        { ...row, id, kind: subscription.kind, says: subscription },
        ...Array.from({ length: INVOICES }, (_, at) => ({
          ...row,
          id: `in_${at}_of_${organization}`,
          kind: paid.kind,
          says: paid,
        })),
      ];
    }),
  );
  await pool.query("analyze portico.mirror, portico.customers, portico.plans");
}
