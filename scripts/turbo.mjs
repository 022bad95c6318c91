import { join } from "node:path";
import "./environment.mjs";
import { root } from "./root.mjs";

/** The command that runs tasks in every workspace that has them. */
export function turbo(...args) {
  return [join(root, "node_modules/.bin/turbo"), ["run", "--ui=stream", ...args]];
}
