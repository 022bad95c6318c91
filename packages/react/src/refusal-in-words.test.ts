import { REASONS } from "@portico/billing";
import { expect, it } from "vitest";
import { refusedFor } from "./refusal.ts";
import { refusalInWords } from "./refusal-in-words.ts";

it.each(REASONS)("%s says what happened and what to do", (reason) => {
  const { title, advice } = refusalInWords(refusedFor(reason));
  expect(title).toMatch(/^[A-Z].+\.$/);
  expect(advice).toMatch(/^[A-Z].+\.$/);
});

it("says how long to wait where we know it", () => {
  const refusal = { ...refusedFor("TOO_MANY_REQUESTS"), retryAfter: 30 };
  expect(refusalInWords(refusal).advice).toBe("Try again in 30 seconds.");
});

it.each(["STRIPE_UNAVAILABLE", "UNEXPECTED"] as const)(
  "%s does not say that nothing was changed, which nobody knows",
  (reason) => {
    expect(refusalInWords(refusedFor(reason)).advice).not.toContain("Nothing was changed");
  },
);

it("gives a number to name where we have to look it up", () => {
  expect(refusalInWords({ ...refusedFor("UNEXPECTED"), requestId: "01ABC" }).advice).toContain(
    "01ABC",
  );
});

it("speaks of the connection where nobody answered", () => {
  expect(refusalInWords({ reason: null, requestId: null, retryAfter: null }).advice).toContain(
    "connection",
  );
});
