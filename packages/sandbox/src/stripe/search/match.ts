import { idOf, isReference } from "../books/id-of.ts";
import { invalid } from "../problem.ts";
import { type Clause, type Query, unreadable } from "./query.ts";

export type Kind = "number" | "text" | "token";
/** What can be searched for, and where it is found if not under its own name. */
export type Fields<Item> = Record<string, { kind: Kind; of: (item: Item) => unknown }>;

/** Parts of words are looked for in texts alone, and not in crumbs. */
const SHORTEST_PART = 3;

export function searched<Item extends { metadata?: Record<string, string> | null }>(
  items: Item[],
  { clauses, joined }: Query,
  fields: Fields<Item>,
  resource: string,
): Item[] {
  const tests = clauses.map((clause) => testOf(clause, fields, resource));
  return items.filter((item) =>
    joined === "OR" ? tests.some((test) => test(item)) : tests.every((test) => test(item)),
  );
}

function testOf<Item extends { metadata?: Record<string, string> | null }>(
  clause: Clause,
  fields: Fields<Item>,
  resource: string,
): (item: Item) => boolean {
  const { field, key, negated } = clause;
  if ((field === "metadata") !== (key !== undefined)) throw unreadable();
  if (key !== undefined) {
    requireSign(clause, "token");
    return (item) => holds(item.metadata?.[key], clause) !== negated;
  }
  const known = fields[field];
  if (!known)
    throw invalid(
      `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. ` +
        `See http://stripe.com/docs/search#query-fields-for-${resource.replaceAll("_", "-")} ` +
        "for a list of supported fields.",
    );
  requireSign(clause, known.kind);
  return (item) => holds(known.of(item), clause) !== negated;
}

function requireSign({ field, sign, value }: Clause, kind: Kind) {
  const fits =
    sign === ":" || (kind === "text" && sign === "~") || (kind === "number" && sign !== "~");
  if (!fits) throw invalid(`Operator \`${sign}\` is not supported for field \`${field}\`.`);
  if (sign !== ":" && value === null)
    throw invalid(`Operator \`${sign}\` cannot be used with \`null\`.`);
  if (kind === "number" && value !== null && Number.isNaN(Number(value)))
    throw invalid(`Field \`${field}\` expects a numeric value.`);
  if (sign === "~" && value !== null && value.length < SHORTEST_PART)
    throw invalid(`Substring matches need at least ${SHORTEST_PART} characters.`);
}

function holds(found: unknown, { sign, value }: Clause): boolean {
  if (value === null) return found === null || found === undefined;
  if (found === null || found === undefined) return false;
  const amount = Number(value);
  if (typeof found === "number") return compares(found, sign, amount);
  const text =
    typeof found === "string" || isReference(found) ? idOf(found) : String(found === true);
  const [is, wanted] = [text.toLowerCase(), value.toLowerCase()];
  return sign === "~" ? is.includes(wanted) : is === wanted;
}

function compares(found: number, sign: Clause["sign"], value: number): boolean {
  if (sign === ">") return found > value;
  if (sign === "<") return found < value;
  if (sign === ">=") return found >= value;
  if (sign === "<=") return found <= value;
  return found === value;
}
