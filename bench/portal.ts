import pg from "pg";
import { makeApiKeys } from "./api-keys.ts";
import { type Figures, load } from "./load.ts";
import { type Server, startServer } from "./servers.ts";
import { printTable, type Row } from "./table.ts";
import { APP_URL, JWT_KEY, mintToken, PUBLISHABLE_KEY } from "./tokens.ts";
import { FLOOR, SURFACES, type Way } from "./ways.ts";

const ROUNDS = 3;
const SHAPES = [
  { connections: 1, opens: 300 },
  { connections: 16, opens: 800 },
  { connections: 64, opens: 800 },
];
const API_KEYS = 20;
const WARM_UP = { connections: 16, opens: 6_000 };

interface Contender extends Row {
  server: Server;
  way: Way;
  rounds: Map<number, Figures[]>;
}

/** Portal opens per second, and what each costs the server, beside the floor: in turns, in one run. */
export async function benchPortal(databaseUrl: string) {
  await makeCustomer(databaseUrl);
  const stripe = await startServer("./stripe-stub.mjs", {});
  const env = {
    DATABASE_URL: databaseUrl,
    APP_URL,
    LOG_LEVEL: "info",
    STRIPE_API_URL: stripe.origin,
    // One machine, and nobody is turned away.
    LIMIT_STORE: "memory",
    LIMIT_PER_ADDRESS: "1000000000",
    LIMIT_PER_ORGANIZATION: "1000000000",
    LIMIT_PER_API_KEY: "1000000000",
    STRIPE_SECRET_KEY: "sk_test_bench",
    STRIPE_WEBHOOK_SECRET: "whsec_bench",
    CLERK_API_URL: stripe.origin,
    CLERK_JWT_KEY: JWT_KEY,
    CLERK_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    CLERK_SECRET_KEY: "sk_test_bench",
    CLERK_WEBHOOK_SECRET: "whsec_YmVuY2g=",
  };
  const floor = await startServer("./floor.mjs", env);
  const portico = await startServer("../apps/api/dist/main.js", env);
  try {
    const keys = await makeApiKeys(portico.origin, API_KEYS);
    console.log(
      `\nPortal opens by 1, 16 and 64 connections (median of ${ROUNDS} rounds in turns).`,
    );
    await compare("Tokens and keys seen before", floor, portico, (way) => {
      const [bearer = ""] = way.byApiKey ? keys : [mintToken()];
      return () => bearer;
    });
    await compare("Tokens never seen, and a key after the other", floor, portico, (way, opens) => {
      // Nothing remembers a key, so they may come again.
      if (way.byApiKey) return inTurns(keys);
      const bearers = Array.from({ length: opens }, mintToken);
      return () => bearers.pop() ?? mintToken();
    });
  } finally {
    await Promise.all([floor.stop(), portico.stop(), stripe.stop()]);
  }
}

type Bearers = (way: Way, opens: number) => () => string;

async function compare(title: string, floor: Server, portico: Server, bearers: Bearers) {
  const contenders: Contender[] = [
    { ...FLOOR, server: floor, way: FLOOR, rounds: new Map() },
    ...SURFACES.map((way) => ({ name: way.name, server: portico, way, rounds: new Map() })),
  ];
  for (const each of contenders) await measure(each, WARM_UP);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const shape of SHAPES)
      for (const each of contenders) {
        const { rounds } = each;
        const before = rounds.get(shape.connections) ?? [];
        rounds.set(shape.connections, [...before, await measure(each, shape)]);
      }
  printTable(title, contenders);

  async function measure({ server, way }: Contender, shape: (typeof SHAPES)[number]) {
    return load(server, way, bearers(way, shape.opens), shape);
  }
}

function inTurns(keys: string[]): () => string {
  let asked = 0;
  return () => keys[asked++ % keys.length] ?? "";
}

async function makeCustomer(databaseUrl: string) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(
    "insert into portico.customers values ('org_bench', 'cus_bench', now()) on conflict do nothing",
  );
  await client.end();
}
