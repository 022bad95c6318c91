import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Problem } from "../problem.mjs";
import { root } from "../root.mjs";

const OUR_PORTS = { PORT: 8787, WEB_PORT: 5173 };
const SANDBOX_PORTS = { STRIPE_SANDBOX_PORT: 12111, CLERK_SANDBOX_PORT: 12112 };
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** What people may keep in `.env`; a variable that is set already wins. */
export function loadDotEnv() {
  if (existsSync(resolve(root, ".env"))) process.loadEnvFile(resolve(root, ".env"));
}

/** Everything the house needs to know before it starts, from variables that may be missing. */
export function readSettings(env) {
  const sandboxed = !env.STRIPE_SECRET_KEY && !env.CLERK_SECRET_KEY;
  const ports = readPorts(env, { ...OUR_PORTS, ...(sandboxed && SANDBOX_PORTS) });
  return {
    ports,
    sandboxed,
    /** Nothing we start has a reason to talk to another machine. */
    offline: sandboxed && isOnThisMachine(env.DATABASE_URL),
    dataDir: resolve(root, env.DATA_DIR || ".data"),
    databaseUrl: env.DATABASE_URL || undefined,
    appUrl: env.APP_URL || `http://localhost:${ports.WEB_PORT}`,
    webUrl: `http://localhost:${ports.WEB_PORT}`,
    apiUrl: `http://localhost:${ports.PORT}`,
    stripeSandboxUrl: `http://localhost:${ports.STRIPE_SANDBOX_PORT}`,
    clerkSandboxUrl: `http://localhost:${ports.CLERK_SANDBOX_PORT}`,
  };
}

function readPorts(env, usual) {
  const ports = {};
  for (const [variable, port] of Object.entries(usual)) {
    ports[variable] = readPort(variable, env[variable], port);
    const twin = Object.keys(ports).find(
      (other) => other !== variable && ports[other] === ports[variable],
    );
    if (twin)
      throw new Problem(
        `${twin} and ${variable} are both ${ports[variable]}. Give each a port of its own.`,
      );
  }
  return ports;
}

function readPort(variable, value, usual) {
  if (!value) return usual;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Problem(
    `${variable} is "${value}", which is no port. Set it to a number from 1 to 65535.`,
  );
}

function isOnThisMachine(databaseUrl) {
  if (!databaseUrl) return true;
  return URL.canParse(databaseUrl) && LOOPBACK.test(new URL(databaseUrl).hostname);
}
