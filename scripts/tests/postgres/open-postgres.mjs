import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endWithUs } from "../../end-with-us.mjs";
import { freePorts } from "../../house/ports.mjs";
import { Problem } from "../../problem.mjs";
import { ask, stop } from "../../processes.mjs";
import { startServer, untilReady } from "../../servers.mjs";
import { temporaryFolder } from "../../temporary-folder.mjs";
import { findPrograms } from "./find-programs.mjs";

/** A real PostgreSQL server for the tests: the one named, else one of our own in a temporary folder. */
export async function openPostgres(env) {
  if (env.TEST_DATABASE_URL) {
    const { host } = new URL(env.TEST_DATABASE_URL);
    return { url: env.TEST_DATABASE_URL, from: `TEST_DATABASE_URL, ${host}` };
  }
  const { url, from, start } = await ownPostgres(env);
  await start();
  return { url, from };
}

/** A server in a temporary folder, which can be stopped and started again. */
export async function ownPostgres(env) {
  const folder = temporaryFolder("postgres");
  const { bin, from } = await findPrograms(env.PORTICO_POSTGRES, folder);
  const user = await unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  // Its messages decide when it is ready, so they must be in English.
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C", HOME: folder } };
  const password = await makeCluster(bin, folder, options);
  const { port } = await freePorts("port");
  let server;
  return {
    url: `postgres://portico:${password}@127.0.0.1:${port}/postgres`,
    from,
    start: async () => (server = await startOwn(bin, folder, port, options)),
    stop: async () => stop(server),
  };
}

async function makeCluster(bin, folder, options) {
  const [data, secret] = [join(folder, "data"), join(folder, "password")];
  const password = randomBytes(16).toString("hex");
  writeFileSync(secret, password);
  if (options.uid) chownSync(secret, options.uid, options.gid);
  chmodSync(secret, 0o600);
  const access = ["--username=portico", `--pwfile=${secret}`, "--auth=scram-sha-256"];
  const made = await ask(
    "initdb",
    join(bin, "initdb"),
    ["-D", data, "-E", "UTF8", "--no-sync", ...access],
    { ...options, seconds: 60 },
  );
  if (made.code !== 0)
    throw new Problem(`${made.output}\nPostgreSQL's initdb failed (${made.reason}).`);
  return password;
}

async function startOwn(bin, folder, port, options) {
  const addresses = ["-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"];
  const settings = ["-c", "fsync=off", "-c", "max_connections=200"];
  let ready = false;
  const server = startServer(
    "PostgreSQL server",
    join(bin, "postgres"),
    ["-D", join(folder, "data"), ...addresses, ...settings],
    {
      ...options,
      // Ends its connections instead of waiting for them.
      stopSignal: "SIGINT",
      onLine: (line) => (ready ||= line.includes("ready to accept connections")),
    },
  );
  endWithUs(server);
  await untilReady(server, async () => ready);
  return server;
}

/** PostgreSQL refuses to run as root, so root lends it somebody else. */
async function unprivileged() {
  if (process.getuid() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = await Promise.all([number("-u", name), number("-g", name)]);
    if (uid && gid) return { uid, gid };
  }
  throw new Problem(
    "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.",
  );
}

async function number(option, name) {
  const { code, output } = await ask("id", "id", [option, name]);
  return code === 0 ? Number(output) : undefined;
}
