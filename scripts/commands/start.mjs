import { build } from "../build.mjs";
import { startHouse } from "../house/start-house.mjs";
import { installIfNeeded } from "../install.mjs";
import { checkPorts } from "../house/ports.mjs";
import { Problem } from "../problem.mjs";
import { firstDeath } from "../servers.mjs";
import { loadDotEnv, readSettings } from "../house/settings.mjs";
import { nowRunning } from "../signals.mjs";
import { welcome } from "../house/welcome.mjs";

/** Everything built and served as in production, but for the stand-ins. */
export async function start() {
  return serve({ watch: false });
}

/** The same from the sources, and again whenever one changes. */
export async function dev() {
  return serve({ watch: true });
}

async function serve({ watch }) {
  loadDotEnv();
  const settings = readSettings(process.env);
  await checkPorts(settings.ports);
  await installIfNeeded();
  if (!watch) await build();

  console.log("Starting the sandbox, the API and the page.");
  let quiet = true;
  const onLine = (name, line) => quiet || console.log(`${name.padEnd(7)} | ${line}`);
  const servers = await startHouse(settings, { env: process.env, watch, onLine });
  console.log(welcome(settings));
  quiet = false;
  nowRunning();

  throw new Problem(await firstDeath(servers));
}
