import { build } from "../build.mjs";
import { findBrowser } from "./browser.mjs";
import { startHouse } from "../house/start-house.mjs";
import { freePorts } from "../house/ports.mjs";
import { stop } from "../processes.mjs";
import { readSettings } from "../house/settings.mjs";
import { temporaryFolder } from "../temporary-folder.mjs";
import { runPlaywright } from "./playwright.mjs";

/** Starts the whole house on free ports, with data of its own, and walks through it in a browser. */
export async function endToEnd(env, report) {
  const browser = await findBrowser(process.env);
  console.log(`The browser is ${browser.from}.`);
  await build();

  const { GUEST_PORT, ...ports } = await freePorts(
    "PORT",
    "WEB_PORT",
    "STRIPE_SANDBOX_PORT",
    "CLERK_SANDBOX_PORT",
    "GUEST_PORT",
  );
  const listedOrigin = `http://localhost:${GUEST_PORT}`;
  const own = { ...env, ...ports, DATA_DIR: temporaryFolder("data"), CORS_ORIGINS: listedOrigin };
  const settings = readSettings(own);
  const log = [];
  const servers = await startHouse(settings, {
    env: own,
    report,
    onLine: (name, line) => log.push(`${name} | ${line}`),
  });

  const verdicts = await runPlaywright({
    ...env,
    CHROMIUM_PATH: browser.path,
    APP_URL: settings.appUrl,
    API_URL: settings.apiUrl,
    STRIPE_SANDBOX_URL: settings.stripeSandboxUrl,
    CLERK_SANDBOX_URL: settings.clerkSandboxUrl,
    DATA_DIR: settings.dataDir,
    LISTED_ORIGIN: listedOrigin,
  });
  if (verdicts.some(({ problem }) => problem))
    console.log(`\nWhat the house said:\n${log.join("\n")}`);
  for (const server of servers.toReversed()) await stop(server);
  return { verdicts, note: browser.from };
}
