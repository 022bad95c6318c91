import { launch } from "./processes.mjs";
import { Problem } from "./problem.mjs";

const KEPT_LINES = 40;
const PATIENCE_SECONDS = 90;

/** Starts a server. Each of its lines goes to `onLine`, and the last ones are kept for the day it dies. */
export function startServer(name, command, args, { onLine, stopSignal = "SIGTERM", ...options }) {
  const server = launch(name, command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const lastLines = [];
  for (const stream of [server.child.stdout, server.child.stderr]) {
    eachLine(stream, (line) => {
      lastLines.push(line);
      if (lastLines.length > KEPT_LINES) lastLines.shift();
      onLine(line);
    });
  }
  return Object.assign(server, { stopSignal, lastLines });
}

/** Waits until a server answers as it should; if it dies first, says so with its last lines. */
export async function untilReady(server, isReady) {
  const end = server.ended.then((end) => Promise.reject(new Problem(obituary(server, end.reason))));
  await Promise.race([end, ready(server, isReady)]);
}

async function ready(server, isReady) {
  const deadline = performance.now() + PATIENCE_SECONDS * 1000;
  while (!(await isReady().catch(() => false))) {
    if (performance.now() > deadline)
      throw new Problem(obituary(server, `not ready after ${PATIENCE_SECONDS} s`));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Waits for the first of these servers to end, which none should. */
export async function firstDeath(servers) {
  return Promise.race(servers.map(async (server) => obituary(server, (await server.ended).reason)));
}

function obituary({ name, lastLines }, reason) {
  const said = lastLines.length
    ? `Its last lines:\n${lastLines.map((line) => `  ${line}`).join("\n")}`
    : "It said nothing.";
  return `The ${name} stopped (${reason}), so everything stops. ${said}`;
}

function eachLine(stream, take) {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) take(line);
  });
  stream.on("end", () => rest && take(rest));
}
