import { expect, it } from "vitest";
import { team } from "@portico/db/examples";
import { explain, explanationInWords } from "./explain.ts";
import { explained, historyWith, needsToExplain } from "./testing.ts";

it("is read by people", async () => {
  const history = historyWith([{ objectId: "sub_1", before: null, after: team }]);
  expect(explanationInWords(await explained(history, "2026-01-01"))).toBe(
    [
      "org_acme has access on 1 January 2026 at 23:59 UTC.",
      "  The subscription sub_1 to Team is active since 1 January 2026 at 09:00 UTC. A sync compared everything with Stripe.",
      "",
      "It was charged for nothing.",
    ].join("\n"),
  );
});

it("refuses an organization that nobody told us of", async () => {
  await expect(explain(needsToExplain([]), { organization: "org_nobody" })).rejects.toMatchObject({
    reason: "ORGANIZATION_NOT_FOUND",
  });
});
