// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { BillingPage } from "./billing-page.tsx";
import { acme, refuse, show, team } from "./stand-in.tsx";
import type { HistoryPage } from "./trpc.ts";

afterEach(cleanup);

const paid: HistoryPage["entries"][number] = {
  id: 2,
  at: "2026-11-21T09:00:01.000Z",
  stripeAt: "2026-11-21T09:00:00.000Z",
  object: "in_1",
  kind: "invoice",
  sentences: ["Invoice ACME-0001 for $49.00 was paid."],
  differences: [{ name: "status", before: "open", after: "paid" }],
  cause: { by: "event", event: "evt_1", type: "invoice.paid" },
  why: "Stripe told us: an invoice was paid.",
};

const section = async () => within(await screen.findByRole("region", { name: "What happened" }));
const listed = async () =>
  (await (await section()).findAllByRole("listitem")).map(({ textContent }) => textContent);

describe("what happened", () => {
  it("says what, when and why, under the invoices", async () => {
    show(<BillingPage />, { history: () => ({ entries: [paid], next: null }) });
    expect(await listed()).toEqual([
      "Invoice ACME-0001 for $49.00 was paid.21 November 2026 at 09:00 UTCStripe told us: an invoice was paid.",
    ]);
  });

  it("shows ten, then more, until there is no more", async () => {
    const asked: unknown[] = [];
    show(<BillingPage />, {
      history(input) {
        asked.push(input);
        const isFirst = !JSON.stringify(input).includes("cursor");
        return isFirst
          ? { entries: [paid], next: 2 }
          : { entries: [{ ...paid, id: 1 }], next: null };
      },
    });
    fireEvent.click(await (await section()).findByRole("button", { name: "Show more" }));
    await expect.poll(async () => (await listed()).length).toBe(2);
    expect(asked[0]).toMatchObject({ limit: 10 });
    expect(asked.at(-1)).toMatchObject({ limit: 10, cursor: 2 });
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("is looked up again when what the page shows has changed", async () => {
    let plan = team;
    let history: HistoryPage = { entries: [], next: null };
    show(<BillingPage />, {
      view: () => ({ ...acme, subscriptions: [plan] }),
      history: () => history,
    });
    await (await section()).findByText("Nothing happened yet.");
    plan = { ...team, cancelAt: "2026-12-21T09:00:00.000Z" };
    history = { entries: [paid], next: null };
    fireEvent(window, new Event("visibilitychange"));
    expect(await listed()).toHaveLength(1);
  });

  it("leaves the rest of the page alone where it cannot be had", async () => {
    show(<BillingPage />, { history: () => refuse("UNEXPECTED") });
    expect((await (await section()).findByRole("alert")).textContent).toContain("Try again");
    expect(screen.getByText("ACME-0001")).toBeTruthy();
  });
});
