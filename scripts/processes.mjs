import { spawn } from "node:child_process";
import { Problem } from "./problem.mjs";
import { root } from "./root.mjs";

const PATIENCE = 10_000;

const running = new Set();
let closed = false;

/** Starts a program. It leads a group of its own, so that Ctrl-C reaches us alone and we stop everything in order. */
export function launch(name, command, args, { env = process.env, cwd = root, stdio, uid, gid }) {
  if (closed) throw new Problem(`Stopping, so ${name} was not started.`);
  const child = spawn(command, args, { cwd, env, stdio, uid, gid, detached: true });
  const program = { name, child, stopSignal: "SIGTERM" };
  program.ended = new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, reason: error.message }));
    child.on("exit", () => killGroup(program));
    child.on("close", (code, signal) => {
      running.delete(program);
      resolve({ code: code ?? 1, reason: signal ? `killed by ${signal}` : `exit code ${code}` });
    });
  });
  running.add(program);
  return program;
}

/** Runs a program to its end, with its output on ours. */
export async function runToEnd(name, command, args, { seconds, ...options } = {}) {
  const program = launch(name, command, args, {
    ...options,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return endOf(program, seconds);
}

/** Runs a program to its end in silence, and hands back what it said. */
export async function ask(name, command, args, { seconds, ...options } = {}) {
  const program = launch(name, command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [program.child.stdout, program.child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  }
  return { ...(await endOf(program, seconds)), output };
}

async function endOf(program, seconds) {
  if (!seconds) return program.ended;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    killGroup(program);
  }, seconds * 1000);
  const end = await program.ended;
  clearTimeout(timer);
  return late ? { code: 1, reason: `no end after ${seconds} s, so it was stopped` } : end;
}

export async function stop(program) {
  if (!running.has(program)) return;
  program.child.kill(program.stopSignal);
  const timer = setTimeout(() => killGroup(program), PATIENCE);
  await program.ended;
  clearTimeout(timer);
}

/** Stops what runs, the last started first, and lets nothing new start. */
export async function stopAll() {
  closed = true;
  for (const program of [...running].toReversed()) await stop(program);
}

export function killAll() {
  closed = true;
  for (const program of running) killGroup(program);
}

// Whatever ends us, nobody is left behind.
process.on("exit", killAll);

function killGroup({ child }) {
  try {
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group is gone already.
  }
}
