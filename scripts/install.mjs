import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import "./environment.mjs";
import { Problem } from "./problem.mjs";
import { runToEnd } from "./processes.mjs";
import { root } from "./root.mjs";

const STAMP = join(root, "node_modules", ".installed");
const DECIDES = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"];

/** Installs what the lockfile names, unless that was done already. */
export async function installIfNeeded() {
  const wanted = fingerprint();
  if (installed() === wanted) return;

  console.log("Installing the packages (the first time this takes a minute).");
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pnpm = [
    "--yes",
    packageManager,
    "install",
    "--frozen-lockfile",
    "--config.confirm-modules-purge=false",
  ];
  const { code, reason } = await runToEnd("install", "npx", pnpm);
  if (code !== 0) {
    throw new Problem(
      `The packages could not be installed (${reason}). See above; then run the same command again.`,
    );
  }
  writeFileSync(STAMP, wanted);
}

function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  for (const file of DECIDES) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function installed() {
  try {
    return readFileSync(STAMP, "utf8");
  } catch {
    return undefined;
  }
}
