type Json = Record<string, unknown>;

/** What changed, as it was: nested objects in part, lists whole. The types leave no room for what was not there. */
export function previousAttributes(before: object, after: object): Json {
  const now = new Map<string, unknown>(Object.entries(after));
  const changed: Json = {};
  for (const [name, was] of new Map<string, unknown>(Object.entries(before))) {
    const is = now.get(name);
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    changed[name] = isObject(was) && isObject(is) ? previousAttributes(was, is) : was;
  }
  return changed;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
