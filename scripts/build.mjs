import { Problem } from "./problem.mjs";
import { ask } from "./processes.mjs";
import { turbo } from "./turbo.mjs";

/** Builds what changed since the last time. */
export async function build() {
  const started = performance.now();
  const { code, reason, output } = await ask(
    "build",
    ...turbo("build", "--output-logs=errors-only"),
  );
  if (code !== 0) throw new Problem(`${output}\nThe build failed (${reason}).`);
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
