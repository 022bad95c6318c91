import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { root } from "../root.mjs";

const NOT_OURS = new Set([
  "node_modules",
  "dist",
  ".git",
  ".turbo",
  ".data",
  ".env",
  "test-results",
]);

/** The tree as it stands, with the installed packages linked in, so that mistakes can be planted there. */
export function copyOfTheTree(folder) {
  cpSync(root, folder, { recursive: true, filter: (path) => !NOT_OURS.has(basename(path)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const workspace of workspaces()) linkPackages(workspace, folder);
}

function workspaces() {
  const grouped = ["apps", "packages"].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => join(kind, name)),
  );
  return [...grouped, "bench"];
}

/** Other people's packages are linked as they are, ours to their copies. */
function linkPackages(workspace, folder) {
  const [from, to] = [root, folder].map((tree) => join(tree, workspace, "node_modules"));
  if (!existsSync(from)) return;
  mkdirSync(join(to, "@portico"), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== "@portico") symlinkSync(join(from, name), join(to, name));
  }
  if (!existsSync(join(from, "@portico"))) return;
  for (const name of readdirSync(join(from, "@portico"))) {
    const original = realpathSync(join(from, "@portico", name));
    symlinkSync(join(folder, relative(realpathSync(root), original)), join(to, "@portico", name));
  }
}
