import { expect, it } from "vitest";
import { proveOneSale } from "./prove-one-sale.ts";

it("sells hundreds of an organization one plan while processes die, whose work is waited for", async () => {
  await expect(
    proveOneSale({ buyers: 300, moreDeaths: 10, endsLeases: false }),
  ).resolves.toBeUndefined();
});
