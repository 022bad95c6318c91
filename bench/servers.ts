import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "@portico/sandbox/free-port";

export interface Server {
  origin: string;
  /** Microseconds of processor time since it started. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Starts a script as a process of its own and waits until it answers. */
export async function startServer(script: string, env: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = fork(here(script), {
    env: { ...process.env, ...env, PORT: String(port) },
    execArgv: ["--import", here("./report-cpu.mjs")],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await untilItAnswers(child, `${origin}/health`);
  return { origin, cpu: () => cpuOf(child), stop: () => stop(child) };
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = new Promise<NodeJS.CpuUsage>((resolve) => child.once("message", resolve));
  child.send("cpu");
  const { user, system } = await answer;
  return user + system;
}

async function untilItAnswers(child: ChildProcess, url: string) {
  const giveUp = Date.now() + 30_000;
  while (Date.now() < giveUp && child.exitCode === null) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing answers at ${url}.`);
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
