// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BillingPage } from "./billing-page.tsx";
import { acme, refuse, show, team } from "./stand-in.tsx";
import type { BillingView } from "./trpc.ts";
import { leaveFor } from "./visit.ts";

const ending: BillingView = {
  ...acme,
  subscriptions: [{ ...team, cancelAt: "2026-12-21T09:00:00.000Z" }],
};

beforeEach(() => window.sessionStorage.clear());
afterEach(cleanup);

describe("a page that is open", () => {
  it("shows what changed as soon as it is told, without asking", async () => {
    const view = vi.fn(() => acme);
    let tell = (_: BillingView) => {};
    const told = new Promise<BillingView>((resolve) => (tell = resolve));
    async function* watch() {
      yield await told;
    }
    show(<BillingPage />, { view, watch });
    await screen.findByText(/renews on 21 December 2026$/);
    const asked = view.mock.calls.length;
    tell(ending);
    await screen.findByText(/ends on 21 December 2026$/);
    expect(view).toHaveBeenCalledTimes(asked);
  });

  it("says why it shows nothing any more when the stream ends with a refusal", async () => {
    const view = vi.fn<() => BillingView>(() => acme);
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    async function* watch() {
      yield await ended.then(() => refuse("NOT_ALLOWED"));
    }
    show(<BillingPage />, { view, watch });
    await screen.findByText(/^Team —/);
    view.mockImplementation(() => refuse("NOT_ALLOWED"));
    end();
    await screen.findByText("You may look at the billing, but not change it.");
    expect(screen.queryByText(/^Team —/)).toBeNull();
  });

  it("looks now and then where it may have no stream, and says nothing of that", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const view = vi.fn(() => acme);
    show(<BillingPage />, { view, watch: () => refuse("TOO_MANY_REQUESTS") });
    await screen.findByText(/renews on 21 December 2026$/);
    // Once more, because the stream was refused.
    await expect.poll(() => view.mock.calls.length).toBeGreaterThan(1);
    view.mockReturnValue(ending);
    await vi.advanceTimersByTimeAsync(3_000);
    await screen.findByText(/ends on 21 December 2026$/);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.queryByRole("status")).toBeNull();
    vi.useRealTimers();
  });
});

describe("a page whose connection is cut", () => {
  it.each(["UNEXPECTED", "TOO_MANY_REQUESTS"] as const)(
    "says so calmly, keeps what it knew, and is right when it is back (%s)",
    async (reason) => {
      vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
      const view = vi.fn<() => BillingView | Promise<BillingView>>(() => acme);
      show(<BillingPage />, { view, watch: () => refuse(reason) });
      await screen.findByText(/renews on 21 December 2026$/);
      view.mockImplementation(() => refuse(reason));
      await vi.advanceTimersByTimeAsync(3_000);
      await screen.findByText(/^We could not check for changes just now/);
      screen.getByText(/renews on 21 December 2026$/);
      expect(screen.queryByRole("alert")).toBeNull();
      view.mockImplementation(() => ending);
      await vi.advanceTimersByTimeAsync(3_000);
      await screen.findByText(/ends on 21 December 2026$/);
      expect(screen.queryByText(/^We could not check/)).toBeNull();
      vi.useRealTimers();
    },
  );
});

it("a page that could not be loaded looks again by itself when the machine is online again", async () => {
  const view = vi.fn<() => BillingView>(() => refuse("UNEXPECTED"));
  show(<BillingPage />, { view });
  fireEvent(window, new Event("offline"));
  await screen.findByRole("alert");
  view.mockReturnValue(acme);
  fireEvent(window, new Event("online"));
  await screen.findByText(/^Team —/);
});

describe("whoever comes back from the portal", () => {
  it("is told that the page looks, then shown what changed there", async () => {
    let answer = (_: BillingView) => {};
    const view = vi.fn(() => acme);
    const refresh = vi.fn(() => new Promise<BillingView>((resolve) => (answer = resolve)));
    leaveFor("portal");
    show(<BillingPage />, { view, refresh });
    await screen.findByText("Asking Stripe what changed…");
    await screen.findByText(/renews on 21 December 2026$/);
    view.mockReturnValue(ending);
    answer(ending);
    await screen.findByText(/ends on 21 December 2026$/);
    await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
    expect(refresh).toHaveBeenCalledOnce();
  });

  it("is told calmly when Stripe does not answer, and can close that", async () => {
    leaveFor("portal");
    show(<BillingPage />, { refresh: () => refuse("STRIPE_UNAVAILABLE") });
    await screen.findByText(/^Stripe did not answer\. What changed/);
    expect(screen.queryByRole("alert")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByText(/^Stripe did not answer/)).toBeNull());
  });

  it("is known by the visit alone, never by an address", async () => {
    const refresh = vi.fn(() => acme);
    window.history.replaceState(null, "", "/billing?success=true&portal=done&session_id=cs_1");
    show(<BillingPage />, { refresh });
    await screen.findByText(/^Team —/);
    expect(refresh).not.toHaveBeenCalled();
  });
});
