// Loaded into each of our processes: when whoever started it is killed, it stops as if asked to.
import { isMainThread } from "node:worker_threads";

const parent = process.ppid;
const startedByUs = process.env.npm_lifecycle_event ?? process.env.PORTICO_CHILD;

if (isMainThread && startedByUs) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 1000).unref();
}
