import { expect, it } from "vitest";
import { proveYears } from "./year.ts";

it("bills every year of mixed lives to the cent, nothing twice and nothing never, and tells all of it", async () => {
  await expect(proveYears(15)).resolves.toBeUndefined();
});
