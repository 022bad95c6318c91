export type Value = string | number | null;

/** Something that can differ between what was said of an object and what is said of it now. */
export interface Fact<One> {
  name: string;
  of(says: One): Value;
  /** Nothing where another sentence says it already. */
  sentence(was: One, now: One): string | null;
}

/** How the history of one kind of object is told. */
export interface Wording<One> {
  began(says: One): string;
  ended(says: One): string;
  facts: Fact<One>[];
}
