import Stripe from "stripe";
import { describe, expect, it, vi } from "vitest";
import type { Caller, Scope } from "../caller.ts";
import { HOSTILE_URLS, LISTED_ORIGINS } from "./hostile-urls.ts";
import type { PortalOffer } from "./offers.ts";
import { openPortal, type OpenPortalNeeds } from "./open-portal.ts";

const wish = { returnUrl: "https://app.example.com/billing" };
const admin: Caller = {
  person: "user_ada",
  knownUntil: null,
  organization: "org_acme",
  scopes: new Set<Scope>(["billing:read", "billing:write"]),
  from: { address: "127.0.0.1", requestId: "01" },
};
const good = {
  customer: "cus_acme",
  organizationDeleted: false,
  personDeleted: false,
  membershipEnded: false,
  subscription: { ended: false, ending: false, items: ["si_1"] },
};
const offer: PortalOffer = {
  id: "bpc_full",
  features: new Set(["payment_method_update", "subscription_cancel", "subscription_update"]),
  plans: new Map([["team_year", "price_1"]]),
};

function needsWith(changes: Partial<OpenPortalNeeds> = {}) {
  return {
    portal: {
      names: ["full", "payments"],
      offers: async (name: string) => (name === "full" ? offer : undefined),
    },
    now: () => new Date(),
    note: vi.fn(),
    pause: async () => {},
    refreshCustomer: async () => "done" as const,
    returnRule: { origins: LISTED_ORIGINS, livemode: false },
    standingOf: async () => good,
    createPortalSession: vi.fn<OpenPortalNeeds["createPortalSession"]>(async () => ({
      url: "https://billing.stripe.com/p/session/test_1",
      created: 1_767_225_600,
    })),
    ...changes,
  };
}

describe("openPortal", () => {
  it("answers Stripe's address and how long it can be followed", async () => {
    expect(await openPortal(needsWith(), admin, wish)).toEqual({
      url: "https://billing.stripe.com/p/session/test_1",
      expiresAt: "2026-01-01T00:05:00.000Z",
    });
  });

  it("takes the customer from the caller's organization and sends the judged address", async () => {
    const needs = needsWith();
    await openPortal(needs, admin, { returnUrl: "https://app.example.com/a/../b", locale: "de" });
    expect(needs.createPortalSession).toHaveBeenCalledWith({
      customer: "cus_acme",
      configuration: "bpc_full",
      return_url: "https://app.example.com/b",
      locale: "de",
    });
  });

  it("opens a step for a subscription of the organization's own", async () => {
    const needs = needsWith();
    await openPortal(needs, admin, {
      ...wish,
      flow: { type: "subscription_cancel", subscription: "sub_1" },
    });
    expect(needs.createPortalSession).toHaveBeenCalledWith(
      expect.objectContaining({
        flow_data: { type: "subscription_cancel", subscription_cancel: { subscription: "sub_1" } },
      }),
    );
  });

  it.each([
    ["NO_ORGANIZATION", { ...admin, organization: null }, {}, wish],
    ["NOT_ALLOWED", { ...admin, scopes: new Set<Scope>(["billing:read"]) }, {}, wish],
    ["RETURN_URL_NOT_ALLOWED", admin, {}, { returnUrl: "https://evil.test/" }],
    ["USER_NOT_FOUND", admin, { standingOf: async () => ({ ...good, personDeleted: true }) }, wish],
    [
      "ORGANIZATION_NOT_FOUND",
      admin,
      { standingOf: async () => ({ ...good, organizationDeleted: true }) },
      wish,
    ],
    ["NOT_ALLOWED", admin, { standingOf: async () => ({ ...good, membershipEnded: true }) }, wish],
    ["NO_STRIPE_CUSTOMER", admin, { standingOf: async () => ({ ...good, customer: null }) }, wish],
    ["PORTAL_NOT_SET_UP", admin, {}, { ...wish, configuration: "payments" }],
    ["BAD_REQUEST", admin, {}, { ...wish, configuration: "bpc_full" }],
  ])("refuses with %s before Stripe is asked", async (reason, caller, changes, asked) => {
    const needs = needsWith(changes);
    await expect(openPortal(needs, caller, asked)).rejects.toMatchObject({ reason });
    expect(needs.createPortalSession).not.toHaveBeenCalled();
  });

  it.each(HOSTILE_URLS)(
    "leads nobody to %j, whether on return or when a step is done",
    async (url) => {
      const needs = needsWith();
      const afterCompletion = { type: "redirect" as const, returnUrl: url };
      const step = { ...wish, flow: { type: "payment_method_update" as const, afterCompletion } };
      for (const asked of [{ returnUrl: url }, step])
        await expect(openPortal(needs, admin, asked)).rejects.toMatchObject({
          reason: "RETURN_URL_NOT_ALLOWED",
        });
      expect(needs.createPortalSession).not.toHaveBeenCalled();
    },
  );

  it.each([
    ["an outage", new Stripe.errors.StripeConnectionError({ message: "down", type: "api_error" })],
    [
      "a wrong key",
      new Stripe.errors.StripeAuthenticationError({ message: "no", type: "invalid_request_error" }),
    ],
    [
      "a fault of its own",
      new Stripe.errors.StripeAPIError({ message: "oops", type: "api_error" }),
    ],
  ])("calls %s of Stripe's unavailable, and keeps the cause", async (_, error) => {
    const needs = needsWith({ createPortalSession: () => Promise.reject(error) });
    await expect(openPortal(needs, admin, wish)).rejects.toMatchObject({
      reason: "STRIPE_UNAVAILABLE",
      cause: error,
    });
  });

  it.each(["javascript:alert(1)", "", "/p/session/1", "https://"])(
    "sends nobody to %j",
    async (url) => {
      const needs = needsWith({ createPortalSession: async () => ({ url, created: 1 }) });
      await expect(openPortal(needs, admin, wish)).rejects.toMatchObject({
        reason: "STRIPE_UNAVAILABLE",
      });
    },
  );

  it("asks once more when Stripe says it was asked too often", async () => {
    const tooOften = new Stripe.errors.StripeRateLimitError({
      message: "slow down",
      type: "invalid_request_error",
    });
    const session = { url: "https://billing.stripe.com/p/session/test_1", created: 0 };
    const createPortalSession = vi.fn<OpenPortalNeeds["createPortalSession"]>();
    createPortalSession.mockRejectedValueOnce(tooOften).mockResolvedValueOnce(session);
    await expect(
      openPortal(needsWith({ createPortalSession }), admin, wish),
    ).resolves.toHaveProperty("url");
    expect(createPortalSession).toHaveBeenCalledTimes(2);
  });

  it("says that there is no customer when Stripe does not know ours", async () => {
    const gone = new Stripe.errors.StripeInvalidRequestError({
      message: "No such customer: 'cus_acme'",
      type: "invalid_request_error",
      code: "resource_missing",
      param: "customer",
    });
    const needs = needsWith({ createPortalSession: () => Promise.reject(gone) });
    await expect(openPortal(needs, admin, wish)).rejects.toMatchObject({
      reason: "NO_STRIPE_CUSTOMER",
    });
  });
});
