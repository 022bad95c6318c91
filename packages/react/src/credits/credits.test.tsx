// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BillingPage } from "../billing-page.tsx";
import { globex, sold } from "../plans/stand-in.ts";
import { acme, refuse, show } from "../stand-in.tsx";
import type { BillingView, CreditsView } from "../trpc.ts";

const leave = vi.spyOn(window.location, "assign").mockReturnValue();
const small = {
  pack: "small",
  name: "500 credits",
  credits: 500,
  prices: [{ currency: "usd", amount: 1000 }],
  expireAfterDays: null,
};
const plans = () => ({ ...sold, packs: [small] });
const spent: CreditsView["entries"][number] = {
  id: 2,
  at: "2026-11-21T09:00:00.000Z",
  kind: "spent",
  amount: -30,
  balance: 1470,
  owed: 0,
  words: "30 credits spent (report 1).",
};
const held = {
  balance: 1470,
  owed: 0,
  expiring: [{ amount: 970, at: "2026-12-21T09:00:00.000Z" }],
};
const view = (): BillingView => ({ ...acme, credits: held });
const some: CreditsView = {
  ...held,
  entries: [spent],
  next: null,
  use: [{ day: "2026-11-21", spent: 30 }],
};

beforeEach(() => window.sessionStorage.clear());
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe("credits", () => {
  it("say what is left, what of it expires, where they went and how many a day", async () => {
    show(<BillingPage />, { view, plans, credits: () => some });
    await screen.findByText("1,470 credits left");
    screen.getByText("970 of them expire on 21 December 2026");
    screen.getByText("30 credits spent (report 1).");
    screen.getByText("30 credits used in the last 30 days");
    const byDay = screen.getByRole("table", { name: "Used by day" });
    expect(byDay.textContent).toContain("21 November 202630");
  });

  it("say that all of them expire where none stay", async () => {
    const all = { ...held, balance: 970 };
    show(<BillingPage />, {
      view: () => ({ ...acme, credits: all }),
      plans,
      credits: () => ({ ...some, ...all }),
    });
    await screen.findByText("All expire on 21 December 2026");
  });

  it("say what was spent elsewhere as soon as the page is told", async () => {
    let tell = (_: BillingView) => {};
    const told = new Promise<BillingView>((resolve) => (tell = resolve));
    async function* watch() {
      yield await told;
    }
    const credits = vi.fn((): CreditsView => ({ ...some, entries: [] }));
    show(<BillingPage />, { view, watch, plans, credits });
    await screen.findByText("1,470 credits left");
    credits.mockReturnValue({ ...some, entries: [{ ...spent, balance: 1440 }] });
    tell({ ...acme, credits: { ...held, balance: 1440 } });
    await screen.findByText("1,440 credits left");
    await screen.findByText("30 credits spent (report 1).");
  });

  it("say plainly what is owed", async () => {
    const owing = { balance: 0, owed: 200, expiring: [] };
    const credits = () => ({ ...some, ...owing });
    show(<BillingPage />, { view: () => ({ ...acme, credits: owing }), plans, credits });
    await screen.findByText(/^200 credits owed: .* nothing can be spent until then\.$/);
  });

  it("are bought at the checkout, also by whoever never subscribed", async () => {
    const buyCredits = vi.fn(async (_: unknown) => ({
      url: "https://pay.example/1",
      expiresAt: "",
    }));
    show(<BillingPage />, { view: () => globex, plans, buyCredits });
    const buy = await screen.findByRole("button", { name: "Buy 500 credits" });
    fireEvent.click(buy);
    fireEvent.click(buy);
    await waitFor(() => expect(leave).toHaveBeenCalledWith("https://pay.example/1"));
    expect(buyCredits.mock.calls).toEqual([[{ pack: "small", returnUrl: window.location.href }]]);
  });

  it("say why they cannot be bought", async () => {
    show(<BillingPage />, { plans, buyCredits: async () => refuse("NOT_MOVED_IN") });
    fireEvent.click(await screen.findByRole("button", { name: "Buy 500 credits" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Nobody can subscribe yet.");
  });

  it("are to be looked at alone by whoever may not manage", async () => {
    show(<BillingPage />, {
      view: () => ({ ...view(), mayManage: false }),
      plans,
      credits: () => some,
    });
    await screen.findByText("1,470 credits left");
    expect(screen.queryByRole("button", { name: /^Buy/ })).toBeNull();
  });

  it("are not spoken of where there are none to be had", async () => {
    show(<BillingPage />);
    await screen.findByText(/^Team —/);
    expect(screen.queryByRole("heading", { name: "Credits" })).toBeNull();
  });

  it("say why they cannot be seen", async () => {
    show(<BillingPage />, { plans, credits: () => refuse("TOO_MANY_REQUESTS") });
    await screen.findByText("That was too often.");
    await screen.findByText(/^Team —/);
  });
});
