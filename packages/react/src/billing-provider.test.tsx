// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { BillingPage } from "./billing-page.tsx";
import { BillingProvider } from "./billing-provider.tsx";
import { acme, standInClient } from "./stand-in.tsx";
import type { BillingClient } from "./trpc.ts";

afterEach(cleanup);

const never = () => new Promise<never>(() => {});

it("shows nothing of one organization while it asks about another", async () => {
  const { rerender } = render(
    page("org_acme", standInClient({ view: () => acme, createPortal: never })),
  );
  await screen.findByText(/^Team —/);
  rerender(page("org_umbrella", standInClient({ view: never, createPortal: never })));
  expect(screen.queryByText(/^Team —/)).toBeNull();
  screen.getByText("Loading the billing page…");
});

it("does not open the portal of an organization that is no longer chosen", async () => {
  const leave = vi.spyOn(window.location, "assign").mockReturnValue();
  let answer = (_: { url: string; expiresAt: string }) => {};
  const asked = vi.fn(
    () => new Promise<{ url: string; expiresAt: string }>((resolve) => (answer = resolve)),
  );
  const { rerender } = render(
    page("org_acme", standInClient({ view: () => acme, createPortal: asked })),
  );
  fireEvent.click(await screen.findByRole("button", { name: "Manage billing" }));
  await expect.poll(() => asked).toHaveBeenCalledOnce();
  rerender(page("org_umbrella", standInClient({ view: () => acme, createPortal: never })));
  answer({ url: "https://billing.example/acme", expiresAt: "2026-11-21T09:05:00.000Z" });
  await screen.findByRole("button", { name: "Manage billing" });
  expect(leave).not.toHaveBeenCalled();
});

function page(identity: string, client: BillingClient) {
  return (
    <BillingProvider client={client} identity={identity}>
      <BillingPage />
    </BillingProvider>
  );
}
