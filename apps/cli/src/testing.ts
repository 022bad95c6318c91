import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { EVENTS } from "@portico/billing/events";
import { migrate, type OpenDatabase } from "@portico/db";
import { makePlace, openPlace } from "@portico/db/testing";
import { startSandbox } from "@portico/sandbox";
import { vi } from "vitest";
import { z } from "zod";

const APPS = fileURLToPath(new URL("../..", import.meta.url));
const SOON = { timeout: 60_000, interval: 50 };

interface Said {
  code: number;
  out: string;
  err: string;
}

/** A deployment of its own: sandbox, database, and what runs on it as processes, as in production. */
export async function openDeployment() {
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
    PORT: String(port),
    APP_URL: apiUrl,
    STRIPE_SANDBOX_PORT: String(stripePort),
    CLERK_SANDBOX_PORT: String(clerkPort),
    LOG_LEVEL: "fatal",
  };
  let stopped: Promise<void> | undefined;
  await inDatabase(({ db }) => migrate(db));

  return {
    apiUrl,
    dataDir,
    inDatabase,
    /** Runs the API until the work is done. */
    async withApi(work: () => Promise<void>) {
      const api = start("api", [], env);
      await vi.waitFor(() => fetch(`${apiUrl}/ready`), SOON);
      try {
        await work();
      } finally {
        api.kill("SIGTERM");
        await once(api, "exit");
      }
    },
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

function start(app: "api" | "cli", args: string[], env: Record<string, string>) {
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const program = [process.execPath, "--import", "tsx", "src/main.ts", ...args];
  return spawn("env", [...set, ...program], {
    cwd: join(APPS, app),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
