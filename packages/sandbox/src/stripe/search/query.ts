import { invalid } from "../problem.ts";

const SIGNS = [":", "~", ">", "<", ">=", "<="] as const;

type Sign = (typeof SIGNS)[number];

export interface Clause {
  field: string;
  /** Of metadata. */
  key: string | undefined;
  sign: Sign;
  /** `null` asks for what is not there. */
  value: string | null;
  negated: boolean;
}

export interface Query {
  clauses: Clause[];
  joined: "AND" | "OR";
}

const MOST_CLAUSES = 10;
const QUOTED = String.raw`'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"`;
const CLAUSE = new RegExp(
  String.raw`(-)?([a-z_0-9.]+)(?:\[(?:${QUOTED})\])?\s*(>=|<=|[:~<>])\s*(?:${QUOTED}|([^\s'"]+))`,
  "iy",
);
const JOINT = /\s+(?:(AND|OR)\s+)?/iy;

/** Stripe's search query language: clauses, all of which or any of which must hold. */
export function readQuery(text: string): Query {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  const whole = text.trim();
  let at = 0;
  while (at < whole.length || clauses.length === 0) {
    const match = matchAt(CLAUSE, whole, at);
    if (!match) throw unreadable();
    clauses.push(clauseIn(match));
    at += match[0].length;
    const joint = at < whole.length ? matchAt(JOINT, whole, at) : null;
    if (joint) joints.add((joint[1] ?? "AND").toUpperCase());
    else if (at < whole.length) throw unreadable();
    at += joint?.[0].length ?? 0;
  }
  if (joints.size > 1)
    throw unreadable("Queries that combine AND and OR clauses are not supported.");
  if (clauses.length > MOST_CLAUSES)
    throw unreadable(`A query has at most ${MOST_CLAUSES} clauses.`);
  return { clauses, joined: joints.has("OR") ? "OR" : "AND" };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function clauseIn([
  ,
  minus,
  field = "",
  key1,
  key2,
  sign,
  one,
  two,
  bare,
]: RegExpExecArray): Clause {
  const key = key1 ?? key2;
  return {
    field,
    key: key === undefined ? undefined : unescaped(key),
    sign: signIn(sign),
    value: bare === "null" ? null : unescaped(one ?? two ?? bare ?? ""),
    negated: minus !== undefined,
  };
}

function signIn(text: string | undefined): Sign {
  const sign = SIGNS.find((each) => each === text);
  if (!sign) throw unreadable();
  return sign;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}

export function unreadable(
  hint = 'Try using the format `metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.',
) {
  return invalid(`We were unable to parse your search query. ${hint}`);
}
