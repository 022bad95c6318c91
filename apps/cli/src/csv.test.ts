import { expect, it } from "vitest";
import { csv } from "./csv.ts";

it("quotes what would break a row", () => {
  expect(
    csv([
      ["id", "what"],
      [1, 'Team, "the big one"\nand more'],
    ]),
  ).toBe('id,what\r\n1,"Team, ""the big one""\nand more"\r\n');
});
