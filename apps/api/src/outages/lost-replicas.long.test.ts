import { expect, it } from "vitest";
import { proveNothingLost } from "./lose-replicas.ts";

it("loses none of ten thousand events, and applies none twice, while replicas are killed", async () => {
  await expect(
    proveNothingLost({ events: 10_000, kills: 30, customers: 200 }),
  ).resolves.toBeUndefined();
});
