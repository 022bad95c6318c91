import { expect, it } from "vitest";
import { proveNothingLost } from "./lose-replicas.ts";

it("loses no event, and applies none twice, while replicas are killed", async () => {
  await expect(
    proveNothingLost({ events: 1_000, kills: 3, customers: 20 }),
  ).resolves.toBeUndefined();
});
