import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { EVENTS } from "@portico/billing/events";
import { migrate, type OpenDatabase } from "@portico/db";
import { makePlace, openPlace } from "@portico/db/testing";
import { startSandbox } from "@portico/sandbox";
import { freePort } from "@portico/sandbox/free-port";
import { expect, vi } from "vitest";
import { z } from "zod";

const APPS = fileURLToPath(new URL("../..", import.meta.url));
export const SOON = { timeout: 60_000, interval: 50 };

const METRICS_TOKEN = "the-scraper's-own";

interface Said {
  code: number;
  out: string;
  err: string;
}

/** A deployment of its own: sandbox, database, and what runs on it as processes, as in production. */
export async function openDeployment(more: Record<string, string> = {}) {
  const { place, remove } = await makePlace();
  const dataDir =
    "folder" in place ? dirname(place.folder) : await mkdtemp(join(tmpdir(), "portico-test-"));
  const [port, stripePort, clerkPort] = [await freePort(), await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${port}`;
  const folder = join(dataDir, "sandbox");
  const events = Object.keys(EVENTS);
  const ports = { stripePort, clerkPort };
  const sandbox = await startSandbox({ folder, ...ports, appUrl: apiUrl, apiUrl, events });
  const env = {
    ...("url" in place && { DATABASE_URL: place.url }),
    DATA_DIR: dataDir,
    APP_URL: apiUrl,
    STRIPE_SANDBOX_PORT: String(stripePort),
    CLERK_SANDBOX_PORT: String(clerkPort),
    LOG_LEVEL: "fatal",
    METRICS_TOKEN,
    ...more,
  };
  let stopped: Promise<void> | undefined;
  await inDatabase(({ db }) => migrate(db));

  return {
    apiUrl,
    stripeUrl: `http://127.0.0.1:${stripePort}`,
    clerkUrl: `http://127.0.0.1:${clerkPort}`,
    dataDir,
    inDatabase,
    /** Runs the API, or another role of it, until the work is done. */
    async withApi(work: (running: Running) => Promise<void>, role = "api,worker") {
      const running = runningAt(await freePort());
      const api = start("api", [], { ...env, PORT: running.port, ROLE: role });
      try {
        await vi.waitFor(async () => expect(await running.statusOf("/ready")).toBe(200), SOON);
        await work(running);
      } finally {
        api.kill("SIGTERM");
        await once(api, "exit");
      }
    },
    /** For whoever does not wait until it ends. */
    begin: (...args: string[]) => start("cli", args, env),
    async portico(...args: string[]): Promise<Said> {
      const running = start("cli", args, env);
      const [out, err] = [text(running.stdout), text(running.stderr)];
      const [code] = z.tuple([z.number(), z.null()]).parse(await once(running, "exit"));
      return { code, out: await out, err: await err };
    },
    stopSandbox,
    async close() {
      await stopSandbox();
      await remove();
      await rm(dataDir, { recursive: true, force: true });
    },
  };

  async function stopSandbox() {
    stopped ??= sandbox.close();
    await stopped;
  }

  /** Nobody else may have it open meanwhile where it is embedded. */
  async function inDatabase<Result>(work: (database: OpenDatabase) => Promise<Result>) {
    const database = await openPlace(place);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }
}

/** Stripe alone, for commands that ask nobody else. */
export async function openStripe() {
  const folder = await mkdtemp(join(tmpdir(), "portico-test-"));
  const [stripePort, clerkPort] = [await freePort(), await freePort()];
  const urls = { appUrl: "http://localhost:1", apiUrl: "http://localhost:1" };
  const sandbox = await startSandbox({ folder, stripePort, clerkPort, ...urls, events: [] });
  return {
    folder,
    stripe: { secretKey: "sk_test_1", apiUrl: `http://localhost:${stripePort}` },
    async close() {
      await sandbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

interface Running {
  port: string;
  statusOf(path: string): Promise<number>;
  /** One of its metrics. */
  figure(series: string): Promise<number>;
}

function runningAt(port: number): Running {
  const ask = (path: string, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
  return {
    port: String(port),
    statusOf: async (path) => (await ask(path)).status,
    async figure(series) {
      const shown = await ask("/metrics", { authorization: `Bearer ${METRICS_TOKEN}` });
      const line = (await shown.text()).split("\n").find((each) => each.startsWith(`${series} `));
      return Number(line?.slice(series.length));
    },
  };
}

function start(app: "api" | "cli", args: string[], env: Record<string, string>) {
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const program = [process.execPath, "dist/main.js", ...args];
  return spawn("env", [...set, ...program], {
    cwd: join(APPS, app),
    stdio: ["ignore", "pipe", "pipe"],
  });
}
