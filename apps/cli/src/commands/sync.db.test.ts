import { expect, it } from "vitest";
import { proveKilledSyncs } from "../killed-syncs.ts";

it("goes on where it was killed, again and again, and asks for each customer about once", async () => {
  await expect(proveKilledSyncs({ customers: 60, kills: 2 })).resolves.toBeUndefined();
});
