// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { BillingPage } from "./billing-page.tsx";
import { acme, show } from "./stand-in.tsx";
import type { BillingView, Entitlements } from "./trpc.ts";
import { useFeature } from "./use-feature.ts";

afterEach(cleanup);

const allowing = (...features: string[]): Entitlements => ({
  plans: ["team"],
  features,
  limits: {},
  graceUntil: null,
  unknownPrices: [],
});

function Feature({ name }: { name: string }) {
  const may = useFeature(name);
  return <p>{may === undefined ? `${name}: not known` : `${name}: ${may ? "yes" : "no"}`}</p>;
}

it("is not known at first, then what the plan says", async () => {
  show(
    <>
      <Feature name="api" />
      <Feature name="sso" />
    </>,
    { entitlements: () => allowing("api") },
  );
  expect(screen.getAllByText(/: not known$/)).toHaveLength(2);
  await screen.findByText("api: yes");
  await screen.findByText("sso: no");
});

it("follows a change as soon as it is told, by one stream for all who ask", async () => {
  let tell = (_: BillingView) => {};
  const told = new Promise<BillingView>((resolve) => (tell = resolve));
  const watch = vi.fn(async function* () {
    yield await told;
  });
  const entitlements = vi.fn(() => allowing("api"));
  const page = (
    <>
      <Feature name="api" />
      <Feature name="sso" />
    </>
  );
  const { unmount } = show(page, { entitlements, watch });
  await screen.findByText("sso: no");
  entitlements.mockReturnValue(allowing("api", "sso"));
  tell(acme);
  await screen.findByText("sso: yes");
  await expect.poll(() => watch).toHaveBeenCalled();
  // StrictMode leaves once and comes back.
  expect(watch.mock.calls.length).toBeLessThanOrEqual(2);
  unmount();
});

it("is told by the stream that the billing page watches, beside it on one page", async () => {
  let tell = (_: BillingView) => {};
  const told = new Promise<BillingView>((resolve) => (tell = resolve));
  const watch = vi.fn(async function* () {
    yield await told;
  });
  const entitlements = vi.fn(() => allowing());
  const page = (
    <>
      <BillingPage />
      <Feature name="api" />
    </>
  );
  show(page, { entitlements, watch });
  await screen.findByText(/renews on 21 December 2026$/);
  await screen.findByText("api: no");
  entitlements.mockReturnValue(allowing("api"));
  tell({ ...acme, subscriptions: [] });
  await screen.findByText("api: yes");
  await screen.findByText("Acme has no plan at the moment.");
  expect(watch).toHaveBeenCalledOnce();
});
