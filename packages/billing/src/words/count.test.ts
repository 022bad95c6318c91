import { expect, it } from "vitest";
import { count } from "./count.ts";

it.each([
  ["0 letters", count(0, "letter")],
  ["1 letter", count(1, "letter")],
  ["2 letters", count(2, "letter")],
  ["1 person", count(1, "person", "people")],
  ["5,000 letters", count(5000, "letter")],
  ["3 people", count(3, "person", "people")],
])("counts %s", (words, counted) => {
  expect(counted).toBe(words);
});
