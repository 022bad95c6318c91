import pg from "pg";
import { type Figures, load, type Way } from "./load.ts";
import { type Server, startServer } from "./servers.ts";
import { APP_URL, JWT_KEY, mintToken, PUBLISHABLE_KEY } from "./tokens.ts";

const ROUNDS = 5;
const SHAPE = { opens: 1_500, connections: 16 };

const REDIRECT: Way = {
  method: "GET",
  path: "/api/v1/operations/payment/customer-portal",
  status: 302,
};
const MUTATION: Way = {
  method: "POST",
  path: "/trpc/billing.createPortal",
  body: JSON.stringify({ returnUrl: `${APP_URL}/billing` }),
  status: 200,
};

interface Contender {
  name: string;
  server: Server;
  way: Way;
  rounds: Figures[];
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
    await compare("tokens seen before", floor, portico, repeated);
    await compare("tokens never seen", floor, portico, neverSeen);
  } finally {
    await Promise.all([floor.stop(), portico.stop(), stripe.stop()]);
  }
}

async function compare(title: string, floor: Server, portico: Server, tokens: () => () => string) {
  const contenders: Contender[] = [
    { name: "floor", server: floor, way: { ...REDIRECT, path: "/" }, rounds: [] },
    { name: "redirect", server: portico, way: REDIRECT, rounds: [] },
    { name: "mutation", server: portico, way: MUTATION, rounds: [] },
  ];
  for (const { server, way } of contenders) await load(server, way, tokens(), SHAPE);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const each of contenders)
      each.rounds.push(await load(each.server, each.way, tokens(), SHAPE));
  print(title, contenders);
}

function print(title: string, contenders: Contender[]) {
  const rows = contenders.map(({ name, rounds }) => ({
    name,
    perSecond: median(rounds.map(({ opens, seconds }) => opens / seconds)),
    cpu: median(rounds.map(({ opens, cpuMicroseconds }) => cpuMicroseconds / opens)),
  }));
  const [floor] = rows;
  if (!floor) return;
  console.log(
    `\nPortal opens, ${SHAPE.connections} connections, ${title} (median of ${ROUNDS} rounds in turns)\n`,
  );
  console.log("| | opens per second | of the floor | server CPU per open | of the floor |");
  console.log("|---|---:|---:|---:|---:|");
  for (const { name, perSecond, cpu } of rows)
    console.log(
      `| ${name} | ${perSecond.toFixed(0)} | ${(perSecond / floor.perSecond).toFixed(2)} | ${cpu.toFixed(0)} µs | ${(cpu / floor.cpu).toFixed(2)} |`,
    );
}

function repeated(): () => string {
  const token = mintToken();
  return () => token;
}

/** Minted before the clock starts. */
function neverSeen(): () => string {
  const tokens = Array.from({ length: SHAPE.opens }, mintToken);
  return () => tokens.pop() ?? mintToken();
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function makeCustomer(databaseUrl: string) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(
    "insert into portico.customers values ('org_bench', 'cus_bench', now()) on conflict do nothing",
  );
  await client.end();
}
