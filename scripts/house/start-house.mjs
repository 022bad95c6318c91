import { join } from "node:path";
import { keepDemoKeys } from "./demo-keys.mjs";
import { onLoopbackOnly, stoppedWithUs } from "../environment.mjs";
import { root } from "../root.mjs";
import { startServer, untilReady } from "../servers.mjs";

/** Starts sandbox, API and page, and comes back when each answers and what the sandbox had to tell has arrived. */
export async function startHouse(settings, { env, watch = false, report, onLine }) {
  const shared = houseEnvironment(settings, env, report);
  const start = (name, command, cwd = root) =>
    startServer(name, process.execPath, command, {
      cwd,
      env: shared,
      onLine: (line) => onLine(name, line),
    });

  const servers = [];
  if (settings.sandboxed) {
    const sandbox = start("sandbox", program("cli", watch, "sandbox"));
    servers.push(sandbox);
    await untilReady(sandbox, async () => (await undelivered(settings)) !== undefined);
  }
  const api = start("API", program("api", watch));
  const web = start("page", vite(watch), join(root, "apps/web"));
  servers.push(api, web);
  await Promise.all([
    untilReady(api, () => answers(`${settings.apiUrl}/ready`)),
    untilReady(web, () => answers(settings.webUrl)),
  ]);
  if (settings.sandboxed) {
    await untilReady(api, async () => (await undelivered(settings)) === 0);
    await keepDemoKeys(settings);
  }
  return servers;
}

function houseEnvironment(settings, env, report) {
  const own = stoppedWithUs({
    ...env,
    ...Object.fromEntries(
      Object.entries(settings.ports).map(([variable, port]) => [variable, String(port)]),
    ),
    DATA_DIR: settings.dataDir,
    APP_URL: settings.appUrl,
  });
  return settings.offline ? onLoopbackOnly(own, report) : own;
}

function program(app, watch, ...args) {
  if (!watch) return [join(root, "apps", app, "dist/main.js"), ...args];
  const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
  return [tsx, "watch", "--clear-screen=false", join(root, "apps", app, "src/main.ts"), ...args];
}

function vite(watch) {
  return [join(root, "apps/web/node_modules/vite/bin/vite.js"), ...(watch ? [] : ["preview"])];
}

async function answers(url) {
  return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
}

/** How many webhooks the sandbox still has to deliver; nothing while it does not answer. */
async function undelivered({ stripeSandboxUrl }) {
  const response = await fetch(`${stripeSandboxUrl}/sandbox/deliveries`, {
    signal: AbortSignal.timeout(5_000),
  });
  return (await response.json()).pending;
}
