import { expect, it } from "vitest";
import { proveOneCustomer } from "./prove-one-customer.ts";

it("makes one customer of each of a hundred organizations, while processes die over every other", async () => {
  for (let round = 0; round < 20; round += 1)
    await expect(proveOneCustomer({ organizations: 5, kills: 10 })).resolves.toBeUndefined();
});
