// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { BillingPage } from "./billing-page.tsx";
import { acme, refuse, show, team } from "./stand-in.tsx";
import type { BillingView } from "./trpc.ts";

const portalUrl = "https://billing.example/session/1";
const opened = { url: portalUrl, expiresAt: "2026-11-21T09:05:00.000Z" };
const leave = vi.spyOn(window.location, "assign").mockReturnValue();
const createPortal = vi.fn(async (_: unknown) => opened);

beforeEach(() => visit("/billing"));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
  createPortal.mockImplementation(async () => opened);
});

describe("the billing page", () => {
  it("shows the plan, the card and the invoices in words", async () => {
    show(<BillingPage />);
    const plan = await screen.findByText((_text, element) => element?.className === "portico-plan");
    expect(plan.textContent).toBe("Team — $49.00 a month, renews on 21 December 2026");
    screen.getByText("Visa ending in 4242, valid until 08/2031");
    screen.getByText("21 November 2026");
    screen.getByText("Paid");
  });

  it("tells an organization that never subscribed so, and offers no portal", async () => {
    const view = {
      ...acme,
      hasCustomer: false,
      hadPlan: false,
      subscriptions: [],
      paymentMethod: null,
      invoices: [],
    };
    show(<BillingPage portalLink="/portal" />, { view: () => view });
    await screen.findByText("Acme has never subscribed.");
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("tells an organization whose customer was deleted at Stripe what is left, and how to begin anew", async () => {
    const view = {
      ...acme,
      hasCustomer: false,
      subscriptions: [],
      paymentMethod: null,
      invoices: [],
    };
    show(<BillingPage portalLink="/portal" />, { view: () => view });
    await screen.findByText("Acme has no plan at the moment.");
    screen.getByText("Nothing of what it had is left at Stripe. It begins anew with a plan.");
    screen.getByRole("heading", { name: "What happened" });
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("says what happened and what to do when a payment is overdue", async () => {
    show(<BillingPage />, {
      view: () => ({ ...acme, subscriptions: [{ ...team, status: "past_due" }] }),
    });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The last payment did not go through.");
    expect(alert.textContent).toContain("put in a card that works");
  });

  it("tells who may not manage whom to ask, without a button or a link to the portal", async () => {
    const ada = { name: "Ada Lovelace", email: "ada@acme.test" };
    const view = { ...acme, mayManage: false, askToManage: [ada] };
    show(<BillingPage portalLink="/portal" />, { view: () => view });
    await screen.findByText("You may look, but not change Acme’s billing.");
    expect(screen.getByRole("link").getAttribute("href")).toBe("mailto:ada@acme.test");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("says that it is loading, then why it could not, and tries again when asked to", async () => {
    const view = vi.fn<() => BillingView>(() => refuse("STRIPE_UNAVAILABLE"));
    show(<BillingPage />, { view });
    screen.getByText("Loading the billing page…");
    await screen.findByText("Stripe did not answer.");
    view.mockReturnValue(acme);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText(/^Team —/);
  });
});

describe("Manage billing", () => {
  it("opens the portal and names this page as the way back", async () => {
    show(<BillingPage />, { createPortal });
    fireEvent.click(await manageButton());
    await waitFor(() => expect(leave).toHaveBeenCalledWith(portalUrl));
    expect(createPortal).toHaveBeenCalledWith({ returnUrl: window.location.href });
  });

  it("opens one portal however often it is clicked", async () => {
    show(<BillingPage />, { createPortal });
    const button = await manageButton();
    fireEvent.click(button);
    fireEvent.click(button);
    await waitFor(() => expect(leave).toHaveBeenCalledOnce());
    fireEvent.click(button);
    expect(createPortal).toHaveBeenCalledOnce();
  });

  it("says that it is opening until the page is left", async () => {
    show(<BillingPage />, { createPortal: () => new Promise(() => {}) });
    fireEvent.click(await manageButton());
    const button = await screen.findByRole("button", { name: "Opening the billing portal…" });
    expect(button.getAttribute("aria-busy")).toBe("true");
  });

  it("can be clicked again when the browser was stopped on its way", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    onTestFinished(() => void vi.useRealTimers());
    show(<BillingPage />, { createPortal });
    fireEvent.click(await manageButton());
    await waitFor(() => expect(leave).toHaveBeenCalledOnce());
    await vi.advanceTimersByTimeAsync(10_000);
    fireEvent.click(await manageButton());
    await waitFor(() => expect(leave).toHaveBeenCalledTimes(2));
  });

  it("says in words why it was refused, and can be clicked again", async () => {
    createPortal.mockImplementationOnce(async () => refuse("TOO_MANY_REQUESTS"));
    show(<BillingPage />, { createPortal });
    const button = await manageButton();
    fireEvent.click(button);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("That was too often.");
    fireEvent.click(button);
    await waitFor(() => expect(leave).toHaveBeenCalledWith(portalUrl));
  });

  it("is ready again when the browser brings the page back from its memory", async () => {
    const view = vi.fn(() => acme);
    show(<BillingPage />, { createPortal, view });
    fireEvent.click(await manageButton());
    await waitFor(() => expect(leave).toHaveBeenCalledOnce());
    view.mockReturnValue({
      ...acme,
      subscriptions: [{ ...team, cancelAt: "2026-12-21T09:00:00.000Z" }],
    });
    fireEvent(window, Object.assign(new Event("pageshow"), { persisted: true }));
    await screen.findByText(/ends on 21 December 2026$/);
    await manageButton();
  });
});

describe("what a link asked the page to do", () => {
  it("opens the portal by itself, once, and leaves the address before it asks", async () => {
    visit("/billing?continue=portal&tab=1");
    show(<BillingPage />, { createPortal });
    await waitFor(() => expect(leave).toHaveBeenCalledOnce());
    expect(createPortal).toHaveBeenCalledOnce();
    expect(createPortal).toHaveBeenCalledWith({ returnUrl: "http://localhost:3000/billing?tab=1" });
    expect(window.location.search).toBe("?tab=1");
  });

  it("says why where the portal it was to open is refused", async () => {
    visit("/billing?continue=portal");
    show(<BillingPage />, { createPortal: async () => refuse("NOT_ALLOWED") });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("You may look at the billing, but not change it.");
    expect(leave).not.toHaveBeenCalled();
  });

  it("explains a refusal from elsewhere, leaves the address and can be closed", async () => {
    visit("/billing?refused=NO_STRIPE_CUSTOMER");
    show(<BillingPage />);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("There is nothing to manage at Stripe.");
    expect(window.location.search).toBe("");
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("repeats nothing it does not know", async () => {
    visit("/billing?refused=%3Cb%3ESEND+MONEY");
    show(<BillingPage />);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Something went wrong on our side.");
    expect(document.body.textContent).not.toContain("SEND MONEY");
  });
});

function visit(address: string) {
  window.history.replaceState(null, "", address);
}

function manageButton() {
  return screen.findByRole("button", { name: "Manage billing" });
}
