import { spawn } from "node:child_process";

/** Ends a program when we are gone, also where nobody could ask us first. */
export function endWithUs({ child, ended, stopSignal }) {
  // It hears the end of its input when we die, and nothing before.
  const script = 'read -r _; kill -s "$1" "$2"';
  const args = ["-c", script, "sh", stopSignal.replace("SIG", ""), String(child.pid)];
  const watch = spawn("sh", args, { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  watch.unref();
  watch.stdin.unref();
  void ended.then(() => watch.kill());
}
