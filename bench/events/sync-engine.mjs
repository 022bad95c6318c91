// @supabase/stripe-sync-engine behind node:http, as its own server uses it.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import pg from "pg";
import Stripe from "stripe";

// Imported as a module it finds no migrations, and says nothing.
const { runMigrations, StripeSync } = createRequire(import.meta.url)(
  "@supabase/stripe-sync-engine",
);
const { DATABASE_URL, PORT, STRIPE_API_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } =
  process.env;

await makeRole();
await runMigrations({ databaseUrl: DATABASE_URL, schema: "stripe" });
const sync = new StripeSync({
  poolConfig: { connectionString: DATABASE_URL, max: 10 },
  schema: "stripe",
  stripeSecretKey: STRIPE_SECRET_KEY,
  stripeWebhookSecret: STRIPE_WEBHOOK_SECRET,
});
const { hostname, port } = new URL(STRIPE_API_URL);
sync.stripe = new Stripe(STRIPE_SECRET_KEY, { host: hostname, port, protocol: "http" });

createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const status = await sync
    .processWebhook(Buffer.concat(parts), request.headers["stripe-signature"])
    .then(
      () => 200,
      () => 500,
    );
  response.writeHead(status).end();
}).listen(Number(PORT), "127.0.0.1");

/** Its migrations speak of a role of this name. */
async function makeRole() {
  const client = new pg.Client(DATABASE_URL);
  await client.connect();
  const { rowCount } = await client.query("select from pg_roles where rolname = 'postgres'");
  if (rowCount === 0) await client.query("create role postgres");
  await client.end();
}
