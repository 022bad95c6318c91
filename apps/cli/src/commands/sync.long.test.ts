import { expect, it } from "vitest";
import { proveKilledSyncs } from "../killed-syncs.ts";

it("backfills ten thousand customers, however often it is killed", async () => {
  await expect(proveKilledSyncs({ customers: 10_000, kills: 10 })).resolves.toBeUndefined();
});
