import { expect, it } from "vitest";
import { csv, readCsv } from "./csv.ts";

it("quotes what would break a row", () => {
  expect(
    csv([
      ["id", "what"],
      [1, 'Team, "the big one"\nand more'],
    ]),
  ).toBe('id,what\r\n1,"Team, ""the big one""\nand more"\r\n');
});

it("reads what it wrote, and what a spreadsheet writes", () => {
  const rows = [
    { customer: "cus_1", organization: "org_1", note: 'a "big", old one\nof ours' },
    { customer: "cus_2", organization: "org_2", note: "" },
  ];
  const cells = rows.map((row) => Object.values(row));
  expect(readCsv(csv([["customer", "organization", "note"], ...cells]))).toEqual(rows);
  expect(readCsv("\uFEFFcustomer, organization\n\ncus_1 ,org_1")).toEqual([
    { customer: "cus_1", organization: "org_1" },
  ]);
  expect(readCsv("")).toEqual([]);
});

it("refuses a table whose quotes do not fit rather than read half of it", () => {
  expect(() => readCsv('customer,organization\ncus_1,org_1\ncus_2,"org_2\n')).toThrow("Line 3");
});
