import { expect, it } from "vitest";
import { proveOneSale } from "./prove-one-sale.ts";

it("sells fifty of an organization one plan, and credits as often as they pay, whoever dies or is not heard", async () => {
  await expect(
    proveOneSale({ buyers: 50, moreDeaths: 0, endsLeases: true }),
  ).resolves.toBeUndefined();
});
