import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePorts } from "../../house/ports.mjs";
import { Problem } from "../../problem.mjs";
import { ask } from "../../processes.mjs";
import { startServer, untilReady } from "../../servers.mjs";
import { temporaryFolder } from "../../temporary-folder.mjs";
import { findPrograms } from "./find-programs.mjs";

/** A real PostgreSQL server for the tests: the one named, else one of our own in a temporary folder. */
export async function openPostgres(env) {
  if (env.TEST_DATABASE_URL) {
    const { host } = new URL(env.TEST_DATABASE_URL);
    return { url: env.TEST_DATABASE_URL, from: `TEST_DATABASE_URL, ${host}` };
  }
  const folder = temporaryFolder("postgres");
  const { bin, from } = await findPrograms(env.PORTICO_POSTGRES, folder);
  const user = await unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  return { url: await startOwn(bin, folder, user), from };
}

async function startOwn(bin, folder, user) {
  const [data, secret] = [join(folder, "data"), join(folder, "password")];
  const password = randomBytes(16).toString("hex");
  writeFileSync(secret, password);
  if (user) chownSync(secret, user.uid, user.gid);
  chmodSync(secret, 0o600);
  // Its messages decide when it is ready, so they must be in English.
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C", HOME: folder } };

  const access = ["--username=portico", `--pwfile=${secret}`, "--auth=scram-sha-256"];
  const made = await ask(
    "initdb",
    join(bin, "initdb"),
    ["-D", data, "-E", "UTF8", "--no-sync", ...access],
    {
      ...options,
      seconds: 60,
    },
  );
  if (made.code !== 0)
    throw new Problem(`${made.output}\nPostgreSQL's initdb failed (${made.reason}).`);

  const { port } = await freePorts("port");
  let ready = false;
  const settings = [
    "-c",
    "fsync=off",
    "-c",
    "max_connections=200",
    "-c",
    "listen_addresses=127.0.0.1",
  ];
  const server = startServer(
    "PostgreSQL server",
    join(bin, "postgres"),
    ["-D", data, "-p", String(port), "-k", folder, ...settings],
    {
      ...options,
      // Ends its connections instead of waiting for them.
      stopSignal: "SIGINT",
      onLine: (line) => (ready ||= line.includes("ready to accept connections")),
    },
  );
  await untilReady(server, async () => ready);
  return `postgres://portico:${password}@127.0.0.1:${port}/postgres`;
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
