import { invalid } from "../problem.ts";

const DEEPEST = 4;

/** Where the insides of objects come from. */
export interface Sources {
  find(id: string): object | undefined;
  /** What an object shows only when it is asked to. */
  hidden(owner: object, path: string): object | null | undefined;
}

interface Journey {
  sources: Sources;
  /** The nearest object with an id, and the way from it. */
  owner: object;
  way: string[];
  refuse: () => Error;
}

/** Puts objects in the place of their ids, along each path. */
export function expand(answer: object, paths: string[], sources: Sources): object {
  return paths.reduce((whole, path) => {
    const names = path.split(".");
    if (names.length > DEEPEST)
      throw invalid(
        `You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`,
        {
          param: "expand",
        },
      );
    const refuse = () => cannot(path, isList(whole));
    return openObject(whole, names, { sources, owner: whole, way: [], refuse });
  }, answer);
}

function open(value: unknown, names: string[], journey: Journey): unknown {
  if (value === null) return null;
  const whole = typeof value === "string" ? journey.sources.find(value) : value;
  if (Array.isArray(whole)) return whole.map((each) => open(each, names, journey));
  if (typeof whole !== "object" || whole === null) throw journey.refuse();
  return openObject(whole, names, "id" in whole ? { ...journey, owner: whole, way: [] } : journey);
}

function openObject(whole: object, [name, ...rest]: string[], journey: Journey): object {
  if (name === undefined) return whole;
  const way = [...journey.way, name];
  const { owner, sources } = journey;
  const inner: unknown =
    new Map(Object.entries(whole)).get(name) ?? sources.hidden(owner, way.join("."));
  if (inner === undefined && !Object.hasOwn(whole, name)) throw journey.refuse();
  return { ...whole, [name]: open(inner ?? null, rest, { ...journey, way }) };
}

function cannot(path: string, inList: boolean) {
  const hint =
    inList && !path.startsWith("data")
      ? ` You may want to try expanding 'data.${path}' instead.`
      : "";
  return invalid(`This property cannot be expanded (${path}).${hint}`);
}

function isList(answer: object): boolean {
  return "object" in answer && answer.object === "list";
}
