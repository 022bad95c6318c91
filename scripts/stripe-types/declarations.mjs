import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";

/** Reads TypeScript's declaration files: what is declared under a name, seen from where the name is used. */
export function openDeclarations() {
  const files = new Map();
  return { file, find };

  function file(path) {
    if (!files.has(path)) files.set(path, scopeOfFile(path));
    return files.get(path);
  }

  function scopeOfFile(path) {
    const { program } = parseSync(path, readFileSync(path, "utf8"), { lang: "dts" });
    return scopeOf(program.body, { path, name: "" });
  }

  /** What a name such as `Subscription.Status` stands for: its declarations, and the names inside it. */
  function find(scope, [first, ...rest]) {
    for (let around = scope; around; around = around.outside) {
      const meant = around.names.get(first);
      if (meant) return rest.reduce(within, followed(meant));
    }
    throw new Error(`${scope.path} knows no ${first}.`);
  }

  function within(outer, name) {
    const meant = outer.inside.names.get(name);
    if (!meant) throw new Error(`${outer.inside.path} knows no ${outer.inside.name}.${name}.`);
    return followed(meant);
  }

  function followed(meant) {
    if (meant.outside) return find(meant.outside, [meant.local]);
    if (!meant.from) return meant;
    const there = file(meant.from.path);
    return meant.from.name === "*" ? { inside: there } : within({ inside: there }, meant.from.name);
  }
}

/** The names that a list of statements declares or brings in. */
function scopeOf(statements, { path, name, outside }) {
  const scope = { path, name, outside, names: new Map() };
  for (const statement of statements) {
    if (statement.source) bringIn(scope, statement);
    else if (statement.declaration ?? statement.id)
      declare(scope, statement.declaration ?? statement);
    else if (outside) handOn(scope, statement);
  }
  return scope;
}

/** `export { Session }` in a namespace: a name from outside it. */
function handOn({ names, outside }, { specifiers = [] }) {
  for (const { local, exported } of specifiers)
    names.set(exported.name, { outside, local: local.name });
}

function bringIn(scope, { specifiers = [], source }) {
  const path = join(dirname(scope.path), source.value.replace(/\.js$/, ".d.ts"));
  if (!source.value.startsWith(".") || !existsSync(path)) return;
  for (const { type, local, imported, exported } of specifiers) {
    const name = type === "ImportNamespaceSpecifier" ? "*" : (imported ?? local).name;
    scope.names.set((exported ?? local).name, { from: { path, name } });
  }
}

function declare(scope, node) {
  const { name } = node.id;
  const meant = scope.names.get(name) ?? {
    name: [scope.name, name].filter(Boolean).join("."),
    declarations: [],
    scope,
  };
  if (node.type === "TSModuleDeclaration")
    meant.inside = scopeOf(node.body.body, { path: scope.path, name: meant.name, outside: scope });
  else meant.declarations.push(node);
  scope.names.set(name, meant);
}
