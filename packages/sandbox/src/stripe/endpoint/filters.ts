import { z } from "zod";
import { idOf, isReference } from "../books/id-of.ts";
import { listing, whole } from "./params.ts";

type Test = (time: number | null) => boolean;

const bound = whole.optional();

/** A time as it is, or within bounds. */
export const within = z.union([
  whole.transform(
    (time): Test =>
      (value) =>
        value === time,
  ),
  z
    .strictObject({ gt: bound, gte: bound, lt: bound, lte: bound })
    .transform(({ gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity }): Test => {
      return (value) => value !== null && value > gt && value >= gte && value < lt && value <= lte;
    }),
]);

/** What every list takes of those whose objects say when they were made. */
export const datedListing = { ...listing, created: within.optional() };

/** A filter left out lets everything through. */
export type Filters<Item> = {
  [Name in keyof Item]?: Extract<Item[Name], string | number | boolean> | Test | undefined;
};

export function matching<Item extends object>(all: Item[], filters: Filters<Item>): Item[] {
  const wanted = Object.entries<unknown>(filters).filter(([, want]) => want !== undefined);
  if (wanted.length === 0) return all;
  return all.filter((item) =>
    wanted.every(([name, want]) => fits(Reflect.get(item, name) ?? null, want)),
  );
}

function fits(value: unknown, want: unknown): boolean {
  if (isTest(want)) return want(typeof value === "number" ? value : null);
  return (isReference(value) ? idOf(value) : value) === want;
}

function isTest(want: unknown): want is Test {
  return typeof want === "function";
}
