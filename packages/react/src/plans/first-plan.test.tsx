// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BillingPage } from "../billing-page.tsx";
import { acme, refuse, show } from "../stand-in.tsx";
import { leaveFor } from "../visit.ts";
import { globex, sold, subscribed } from "./stand-in.ts";

const checkoutUrl = "https://checkout.example/c/1";
const opened = { url: checkoutUrl, expiresAt: "2026-11-22T09:00:00.000Z" };
const leave = vi.spyOn(window.location, "assign").mockReturnValue();

beforeEach(() => {
  window.sessionStorage.clear();
  window.history.replaceState(null, "", "/billing");
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const view = () => globex;
const plans = () => sold;
const choose = (name: string) => screen.findByRole("button", { name: `Choose ${name}` });
const offerOf = async (name: string) => {
  const heading = await screen.findByRole("heading", { name: new RegExp(`^${name}`), level: 3 });
  const card = heading.closest("li");
  if (!card) throw new Error(`${name} is not offered.`);
  return within(card);
};

describe("whoever has no plan", () => {
  it("sees what is sold, what it costs and what one gets for it", async () => {
    show(<BillingPage />, { view, plans });
    const starter = await offerOf("Starter");
    starter.getByText("$19.00");
    starter.getByText("14 days free");
    expect(starter.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "Exports",
      "Projects: 3",
      "100 credits a month, unused ones expire",
    ]);
    const team = await offerOf("Team");
    team.getByText("a seat a month");
    team.getByText("Projects: unlimited");
  });

  it("sees what it costs by the year as well", async () => {
    show(<BillingPage />, { view, plans });
    fireEvent.click(await screen.findByRole("radio", { name: "Yearly" }));
    const starter = await offerOf("Starter");
    starter.getByText("$190.00");
    starter.getByText("1,200 credits a year, unused ones expire");
  });

  it("is led to the checkout for what they chose, and back to this page", async () => {
    const startCheckout = vi.fn(async (_: unknown) => opened);
    show(<BillingPage />, { view, plans, startCheckout });
    fireEvent.change((await offerOf("Team")).getByLabelText("Seats"), { target: { value: "3" } });
    fireEvent.click(screen.getByRole("radio", { name: "Yearly" }));
    const button = await choose("Team");
    fireEvent.click(button);
    fireEvent.click(button);
    await waitFor(() => expect(leave).toHaveBeenCalledWith(checkoutUrl));
    expect(startCheckout.mock.calls).toEqual([
      [{ plan: "team", interval: "year", seats: 3, returnUrl: window.location.href }],
    ]);
    await screen.findByRole("button", { name: "Opening the checkout…" });
  });

  it("can empty the field for seats and type another number, and has the last one where they leave it", async () => {
    show(<BillingPage />, { view, plans });
    const seats = await screen.findByLabelText<HTMLInputElement>("Seats");
    const type = (value: string) => fireEvent.change(seats, { target: { value } });
    type("3");
    type("");
    expect(seats.value).toBe("");
    fireEvent.blur(seats);
    expect(seats.value).toBe("3");
  });

  it("is told why the checkout did not open, and can choose again", async () => {
    const startCheckout = vi.fn(async () => opened);
    startCheckout.mockImplementationOnce(async () => refuse("PLANS_NOT_SET_UP"));
    show(<BillingPage />, { view, plans, startCheckout });
    fireEvent.click(await choose("Starter"));
    expect((await screen.findByRole("alert")).textContent).toContain("not on sale yet");
    fireEvent.click(await choose("Starter"));
    await waitFor(() => expect(leave).toHaveBeenCalledOnce());
  });

  it("is told why the plans cannot be seen, and can try again", async () => {
    const plans = vi.fn(() => sold);
    plans.mockImplementationOnce(() => refuse("NOT_MOVED_IN"));
    show(<BillingPage />, { view, plans });
    fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
    await choose("Starter");
  });
});

describe("whoever may only look", () => {
  it("sees the plans, and theirs among them, without a button", async () => {
    const view = () => ({ ...acme, mayManage: false });
    show(<BillingPage />, { view, plans: () => subscribed });
    (await offerOf("Team")).getByText("Your plan");
    expect(screen.queryByRole("button")).toBeNull();
  });
});

describe("whoever comes back from the checkout", () => {
  it("is shown the plan once Stripe says so, and not because the address does", async () => {
    window.history.replaceState(null, "", "/billing?checkout=done&tab=1");
    let answer = (_: typeof acme) => {};
    const refresh = vi.fn(() => new Promise<typeof acme>((resolve) => (answer = resolve)));
    const view = vi.fn(() => globex);
    show(<BillingPage />, { view, plans, refresh });
    await screen.findByText("Asking Stripe what changed…");
    screen.getByText("Globex has never subscribed.");
    expect(window.location.search).toBe("?tab=1");
    view.mockReturnValue(acme);
    answer(acme);
    await screen.findByText(/^Team —/);
    await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
    expect(refresh).toHaveBeenCalledOnce();
  });

  it("is told that the payment is still awaited, until the plan is there", async () => {
    window.history.replaceState(null, "", "/billing?checkout=done");
    let tell = (_: typeof acme) => {};
    const told = new Promise<typeof acme>((resolve) => (tell = resolve));
    async function* watch() {
      yield await told;
    }
    show(<BillingPage />, { view, plans, watch });
    await screen.findByText(/^We have not heard of your payment yet/);
    tell(acme);
    await screen.findByText(/^Team —/);
    expect(screen.queryByText(/^We have not heard/)).toBeNull();
  });

  it("is not told to wait for a payment when they came by the browser's own way back", async () => {
    leaveFor("plan");
    const refresh = vi.fn(() => globex);
    show(<BillingPage />, { view, plans, refresh });
    await vi.waitFor(() => expect(refresh).toHaveBeenCalledOnce());
    await choose("Starter");
    await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
  });

  it("is told nothing when they left without paying", async () => {
    window.history.replaceState(null, "", "/billing?checkout=left");
    const refresh = vi.fn(() => globex);
    show(<BillingPage />, { view, plans, refresh });
    await choose("Starter");
    expect(window.location.search).toBe("");
    expect(refresh).not.toHaveBeenCalled();
    expect(screen.queryByRole("status")).toBeNull();
  });
});
