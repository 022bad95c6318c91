import type { HistoryRow, Recorded } from "@portico/db";
import type { Value } from "./fact.ts";
import { kindWords, type RecordedKind, type SaidOf } from "./kind-words.ts";
import { withNames } from "./plan-names.ts";

export interface Difference {
  name: string;
  before: Value;
  after: Value;
}

export interface Told {
  kind: RecordedKind | null;
  sentences: string[];
  differences: Difference[];
}

type Ends = Pick<HistoryRow, "before" | "after">;

/** What changed from one word of Stripe to the next, or of ours, as small named differences and in sentences. */
export function tell({ before, after }: Ends, planNames: ReadonlyMap<string, string>): Told {
  const kind = (after ?? before)?.kind ?? null;
  if (kind === null) return { kind, sentences: [], differences: [] };
  return compare(kind, withNames(before, planNames), withNames(after, planNames));
}

function compare<K extends RecordedKind>(
  kind: K,
  before: Recorded | null,
  after: Recorded | null,
): Told & { kind: K } {
  const { began, ended, facts } = kindWords[kind];
  const was = isOf(kind, before) ? before : null;
  const now = isOf(kind, after) ? after : null;
  const changed = facts
    .map((fact) => ({ fact, before: was && fact.of(was), after: now && fact.of(now) }))
    .filter((each) => each.before !== each.after);

  return {
    kind,
    sentences: sentences(),
    differences: changed.map(({ fact: { name }, before, after }) => ({ name, before, after })),
  };

  function sentences(): string[] {
    if (!now) return was ? [ended(was)] : [];
    if (!was) return [began(now)];
    const said = changed.flatMap(({ fact }) => fact.sentence(was, now) ?? []);
    return said.length > 0 ? said : [`A detail of the ${kind.replaceAll("_", " ")} changed.`];
  }
}

function isOf<K extends RecordedKind>(kind: K, says: Recorded | null): says is SaidOf<K> {
  return says?.kind === kind;
}
