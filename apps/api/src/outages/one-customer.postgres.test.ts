import { expect, it } from "vitest";
import { proveOneCustomer } from "./prove-one-customer.ts";

it("makes one customer of an organization, whoever asks at once and whoever dies over it", async () => {
  await expect(proveOneCustomer({ organizations: 3, kills: 5 })).resolves.toBeUndefined();
});
