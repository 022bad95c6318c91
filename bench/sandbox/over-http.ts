import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Dispatcher, Pool } from "undici";
import { freePort } from "@portico/sandbox/free-port";
import { startServer } from "../servers.ts";

const REQUESTS = 5_000;
const CONNECTIONS = 16;

const WAYS: [name: string, method: Dispatcher.HttpMethod, path: string, body: string | null][] = [
  ["read a customer", "GET", "/v1/customers/cus_acme", null],
  ["change a customer, kept on disk", "POST", "/v1/customers/cus_acme", "metadata[seats]=12"],
];

/** The sandbox as people start it: sockets, and a journal on disk. */
export async function benchOverHttp() {
  const folder = mkdtempSync(join(tmpdir(), "portico-bench-"));
  const env = { DATA_DIR: folder, CLERK_SANDBOX_PORT: String(await freePort()) };
  const server = await startServer("./sandbox/sandbox-server.mjs", env);
  const pool = new Pool(server.origin, { connections: CONNECTIONS });
  try {
    // Nobody takes its letters here.
    await ask(pool, "POST", "/v1/webhook_endpoints/we_portico", "disabled=true");
    console.log(`\nSandbox over HTTP, ${CONNECTIONS} connections\n`);
    console.log("| | requests per second |");
    console.log("|---|---:|");
    for (const [name, ...way] of WAYS) {
      await perSecond(pool, way);
      console.log(`| ${name} | ${(await perSecond(pool, way)).toFixed(0)} |`);
    }
  } finally {
    await pool.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function perSecond(pool: Pool, way: [Dispatcher.HttpMethod, string, string | null]) {
  const begun = performance.now();
  let left = REQUESTS;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) await ask(pool, ...way);
    }),
  );
  return (REQUESTS * 1000) / (performance.now() - begun);
}

async function ask(pool: Pool, method: Dispatcher.HttpMethod, path: string, body: string | null) {
  const headers = {
    authorization: "Bearer sk_test_bench",
    "content-type": "application/x-www-form-urlencoded",
  };
  const answer = await pool.request({ method, path, body, headers });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode}`);
}
