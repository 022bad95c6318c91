import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Problem } from "../problem.mjs";
import { ask, runToEnd } from "../processes.mjs";
import { root } from "../root.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const web = join(root, "apps/web");
const playwright = join(web, "node_modules/.bin/playwright");

/** A Chrome or Chromium that starts: an installed one, else one got now unless PORTICO_INSTALL_BROWSER=never. */
export async function findBrowser(env) {
  if (env.CHROMIUM_PATH) return { path: await mustStart(env.CHROMIUM_PATH), from: "CHROMIUM_PATH" };
  const found =
    (await firstThatStarts(installed())) ?? (await firstThatStarts([await downloaded()]));
  if (found) return { path: found, from: found };

  if (env.PORTICO_INSTALL_BROWSER === "never") {
    throw new Problem(
      "No Chrome or Chromium is installed, and PORTICO_INSTALL_BROWSER=never forbids getting one. Set CHROMIUM_PATH.",
    );
  }
  return (await download()) ?? (await installFromDebian()) ?? noBrowser();
}

async function download() {
  console.log("No Chrome or Chromium is installed, so Playwright is asked to download one.");
  await runToEnd("download", playwright, ["install", "chromium"], { cwd: web, seconds: 300 });
  const path = await firstThatStarts([await downloaded()]);
  return path && { path, from: "Playwright's download" };
}

async function installFromDebian() {
  if (process.getuid() !== 0 || !onPath("apt-get")) return undefined;
  console.log(
    "That did not work, so Debian's chromium is installed now: apt-get install chromium.",
  );
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runToEnd("apt-get", "apt-get", ["update"], { env, seconds: 300 });
  await runToEnd("apt-get", "apt-get", ["install", "-y", "chromium"], { env, seconds: 900 });
  const path = await firstThatStarts(installed());
  return path && { path, from: `${path}, from apt-get` };
}

function noBrowser() {
  throw new Problem(
    "No Chrome or Chromium could be found or got. Install one, or set CHROMIUM_PATH to it, and run the tests again.",
  );
}

function installed() {
  return [...NAMES.map(onPath), MAC].filter(Boolean);
}

function onPath(name) {
  return process.env.PATH.split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

async function downloaded() {
  const script =
    'import("@playwright/test").then(({ chromium }) => console.log(chromium.executablePath()))';
  const { output } = await ask("playwright", process.execPath, ["-e", script], { cwd: web });
  return output.trim();
}

async function firstThatStarts(paths) {
  for (const path of paths.filter(existsSync)) if (await starts(path)) return path;
}

async function mustStart(path) {
  if (await starts(path)) return path;
  throw new Problem(
    `CHROMIUM_PATH is "${path}", which does not start. Set it to a Chrome or Chromium.`,
  );
}

async function starts(path) {
  const { code, output } = await ask("browser", path, ["--version"], { seconds: 30 });
  return code === 0 && /chrom/i.test(output);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
