import { constants } from "node:os";
import { killAll } from "./processes.mjs";
import "./stop-with-parent.mjs";

// npm passes on the Ctrl-C that reached us already, so one press can come twice.
const ONE_PRESS = 700;

let asked;
let running = false;

/** From now on a stop is the normal end of the command, not an interruption. */
export function nowRunning() {
  running = true;
}

/** The exit code to leave with, as soon as a signal asks for it. A second signal kills at once. */
export const askedToStop = new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      const interrupted = 128 + constants.signals[signal];
      if (asked === undefined) {
        asked = performance.now();
        console.log("\nStopping. Once more kills it at once.");
        resolve(running ? 0 : interrupted);
      } else if (performance.now() - asked > ONE_PRESS) {
        killAll();
        process.exit(interrupted);
      }
    });
  }
});

// Whoever read our output may be gone before we are.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
