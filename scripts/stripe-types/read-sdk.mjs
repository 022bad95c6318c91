import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openTypes } from "./read-types.mjs";

/** Which type Stripe's SDK gives each address of the API, and all types these lead to. */
export function readSdk(folder) {
  const { file, read, named } = openTypes();
  const addresses = [];
  for (const name of readdirSync(join(folder, "resources"), { recursive: true })) {
    if (!name.endsWith(".js") || name.startsWith("V2/")) continue;
    const calls = callsIn(readFileSync(join(folder, "resources", name), "utf8"));
    if (!calls.length) continue;
    const scope = file(join(folder, "resources", name.replace(/js$/, "d.ts")));
    for (const { owner, verb, method, path } of calls) {
      const answer = answerOf(scope, owner, verb);
      if (answer) addresses.push({ method, path, is: read(answer, scope) });
    }
  }
  return { addresses, named };
}

/** The SDK writes each call in one way: a class, a verb in it, and the request it makes. */
function callsIn(source) {
  const calls = [];
  let owner;
  let verb;
  const lines =
    /^export class (\w+)|^ {4}(\w+)\(.*\) \{$|_makeRequest\('(\w+)', ([`'])(\/v1\/.+?)\4/gm;
  for (const [, className, verbName, method, , path] of source.matchAll(lines)) {
    owner = className ?? owner;
    verb = verbName ?? verb;
    if (path) calls.push({ owner, verb, method, path: path.replace(/\$\{.+?\}/g, ":id") });
  }
  return calls;
}

function answerOf(scope, owner, verb) {
  const declared = scope.names.get(owner).declarations[0].body.body;
  return declared.find(({ key }) => key?.name === verb)?.value.returnType.typeAnnotation;
}
