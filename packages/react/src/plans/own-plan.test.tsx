// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BillingPage } from "../billing-page.tsx";
import { BillingProvider } from "../billing-provider.tsx";
import { acme, refuse, show, standInClient, team } from "../stand-in.tsx";
import type { ChangePreview } from "../trpc.ts";
import { ending, ownTeam, subscribed } from "./stand-in.ts";

const leave = vi.spyOn(window.location, "assign").mockReturnValue();
const opened = { url: "https://billing.example/session/1", expiresAt: "2026-11-21T09:05:00.000Z" };

beforeEach(() => window.sessionStorage.clear());
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const plans = () => subscribed;
const own = { subscription: "sub_team", item: "si_team" };
const press = async (name: string) =>
  void fireEvent.click(await screen.findByRole("button", { name }));

const later: ChangePreview = {
  currency: "usd",
  dueNow: 0,
  nextInvoice: { at: "2026-12-21T09:00:00.000Z", due: 0 },
  total: -1100,
  lines: [
    { description: "Unused time on Team", amount: -3000, proration: true },
    { description: "1 × Starter", amount: 1900, proration: false },
  ],
  seats: 1,
};

async function chooseStarter() {
  await press("Change plan");
  await press("Choose Starter");
}

describe("whoever has a plan", () => {
  it("sees which one is theirs, and what another would cost, before anything is changed", async () => {
    const previewChange = vi.fn((_: unknown) => later);
    const changePlan = vi.fn((_: unknown) => null);
    show(<BillingPage />, { plans, previewChange, changePlan });
    await press("Change plan");
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Change plan" }));
    expect(screen.getByText("Your plan").closest("li")?.textContent).toContain("Team");
    expect(screen.queryByRole("button", { name: "Choose Team" })).toBeNull();
    expect(screen.queryByText("14 days free")).toBeNull();
    await press("Choose Starter");
    await screen.findByRole("table", { name: "On the next invoice (21 December 2026)" });
    const rows = screen.getAllByRole("row").map(({ textContent }) => textContent);
    expect(rows).toEqual([
      "Unused time on Team-$30.00",
      "1 × Starter$19.00",
      "Next invoice$0.00",
      "Kept for later invoices$11.00",
      "To pay now$0.00",
    ]);
    expect(previewChange).toHaveBeenCalledWith({ plan: "starter", interval: "month", ...own });
    expect(changePlan).not.toHaveBeenCalled();
  });

  it("has what was confirmed at once, and is told so", async () => {
    const view = vi.fn(() => acme);
    const starter = team.items.map((item) => ({ ...item, plan: "Starter", unitAmount: 1900 }));
    let answer = (_: null) => {};
    const changePlan = vi.fn((_: unknown) => new Promise<null>((resolve) => (answer = resolve)));
    const previewChange = vi.fn((_: unknown) => later);
    show(<BillingPage />, { view, plans, previewChange, changePlan });
    await chooseStarter();
    await press("Confirm the change");
    await screen.findByRole("button", { name: "Changing the plan…" });
    view.mockReturnValue({ ...acme, subscriptions: [{ ...team, items: starter }] });
    answer(null);
    await screen.findByText("The plan is changed.");
    screen.getByText(/^Starter —/);
    expect(previewChange).toHaveBeenCalledOnce();
    expect(changePlan.mock.calls).toEqual([[{ plan: "starter", interval: "month", ...own }]]);
  });

  it("is told why a change was not made, and comes back to the plans", async () => {
    const changePlan = () => refuse("PAYMENT_FAILED");
    show(<BillingPage />, { plans, previewChange: () => later, changePlan });
    await chooseStarter();
    await press("Confirm the change");
    expect((await screen.findByRole("alert")).textContent).toContain("did not go through");
    await press("Back");
    await press("Stay with this plan");
    await screen.findByRole("button", { name: "Change plan" });
  });

  it("is told why it cannot be said what a change costs", async () => {
    show(<BillingPage />, { plans, previewChange: () => refuse("STRIPE_UNAVAILABLE") });
    await chooseStarter();
    expect((await screen.findByRole("alert")).textContent).toContain("Stripe did not answer.");
    expect(screen.queryByRole("button", { name: "Confirm the change" })).toBeNull();
  });

  it("cancels at the end of what is paid for, and says why only if they like", async () => {
    const cancelPlan = vi.fn((_: unknown) => null);
    show(<BillingPage />, { plans, cancelPlan });
    await press("Cancel plan");
    screen.getByText("It runs until 21 December 2026. After that nothing more is charged.");
    const why = screen.getByLabelText("Why do you leave?");
    fireEvent.change(why, { target: { value: "too_expensive" } });
    await press("Cancel plan");
    await screen.findByText(/^The plan is cancelled/);
    expect(cancelPlan.mock.calls).toEqual([
      [{ when: "period end", subscription: "sub_team", reason: "too_expensive" }],
    ]);
  });

  it("keeps a plan that was cancelled", async () => {
    const resumePlan = vi.fn((_: unknown) => null);
    const cancelled = { ...ownTeam, cancelAt: "2026-12-21T09:00:00.000Z" };
    const plans = () => ({ ...subscribed, current: [cancelled] });
    show(<BillingPage />, { view: () => ending, plans, resumePlan });
    await screen.findByText(/ends on 21 December 2026$/);
    expect(screen.queryByRole("button", { name: "Cancel plan" })).toBeNull();
    await press("Keep the plan");
    await screen.findByText("The plan goes on.");
    expect(resumePlan.mock.calls).toEqual([[{ subscription: "sub_team" }]]);
  });

  it("is led to the portal's own steps where the product prefers them", async () => {
    const createPortal = vi.fn(async (_: unknown) => opened);
    render(
      <BillingProvider
        client={standInClient({ plans, createPortal })}
        identity="a"
        changes="portal"
      >
        <BillingPage />
      </BillingProvider>,
    );
    await press("Change plan");
    await waitFor(() => expect(leave).toHaveBeenCalledWith(opened.url));
    expect(createPortal).toHaveBeenCalledWith({
      returnUrl: window.location.href,
      flow: { type: "subscription_update", subscription: "sub_team" },
    });
  });

  it("is not offered another one while a payment is overdue, but told what has to come first", async () => {
    const view = () => ({ ...acme, subscriptions: [{ ...team, status: "past_due" as const }] });
    const late = { ...ownTeam, status: "past_due", late: true };
    show(<BillingPage />, { view, plans: () => ({ ...subscribed, current: [late] }) });
    await screen.findByText("Once the open invoice is paid, you can change the plan.");
    expect(screen.queryByRole("button", { name: "Change plan" })).toBeNull();
    screen.getByRole("button", { name: "Put in another card" });
    await press("Cancel plan");
    screen.getByText(/nothing more is charged, but the open invoice is still to be paid\.$/);
  });

  it("puts in another card at that step of the portal when a payment is overdue", async () => {
    const createPortal = vi.fn(async (_: unknown) => opened);
    const view = () => ({ ...acme, subscriptions: [{ ...team, status: "past_due" as const }] });
    show(<BillingPage />, { view, plans, createPortal });
    await press("Put in another card");
    await waitFor(() => expect(leave).toHaveBeenCalledWith(opened.url));
    expect(createPortal).toHaveBeenCalledWith({
      returnUrl: window.location.href,
      flow: { type: "payment_method_update" },
    });
  });
});
