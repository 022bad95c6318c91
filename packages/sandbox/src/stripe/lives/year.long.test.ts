import { expect, it } from "vitest";
import { proveYears } from "./year.ts";

it("bills very many years to the cent", async () => {
  await expect(proveYears(300)).resolves.toBeUndefined();
});
