import { it } from "vitest";
import { proveKilledSyncs } from "../killed-syncs.ts";

it("goes on where it was killed, again and again, and asks for each customer about once", async () => {
  await proveKilledSyncs({ customers: 200, kills: 10 });
}, 240_000);
