import { describe, expect, it } from "vitest";
import type { PortalOffer } from "./offers.ts";
import { type FlowGround, judgeFlow } from "./judge-flow.ts";
import type { PortalFlow } from "./wish.ts";

const offer: PortalOffer = {
  id: "bpc_1",
  features: new Set([
    "customer_update",
    "payment_method_update",
    "subscription_cancel",
    "subscription_pause",
    "subscription_update",
  ]),
  plans: new Map([["team_year", "price_team_year"]]),
};
const ground: FlowGround = {
  rule: { origins: ["https://app.example.com"], livemode: false },
  offer,
  subscription: { ended: false, ending: false, items: ["si_1"] },
};
const about = { subscription: "sub_1" };
const confirm = { type: "subscription_update_confirm", ...about } as const;

describe("a step of the portal", () => {
  it.each<[PortalFlow, object]>([
    [{ type: "payment_method_update" }, { type: "payment_method_update" }],
    [{ type: "customer_update" }, { type: "customer_update" }],
    [
      { type: "subscription_cancel", ...about },
      { type: "subscription_cancel", subscription_cancel: about },
    ],
    [
      { type: "subscription_pause", ...about },
      { type: "subscription_pause", subscription_pause: about },
    ],
    [
      { type: "subscription_update", ...about },
      { type: "subscription_update", subscription_update: about },
    ],
    [
      { ...confirm, plan: "team_year", quantity: 3 },
      {
        type: "subscription_update_confirm",
        subscription_update_confirm: {
          ...about,
          items: [{ id: "si_1", price: "price_team_year", quantity: 3 }],
        },
      },
    ],
  ])("is told to Stripe: %j", (flow, told) => {
    expect(judgeFlow(ground, flow)).toEqual(told);
  });

  it.each<[NonNullable<PortalFlow["afterCompletion"]>, object]>([
    [{ type: "portal_homepage" }, { type: "portal_homepage" }],
    [{ type: "hosted_confirmation" }, { type: "hosted_confirmation" }],
    [
      { type: "redirect", returnUrl: "https://app.example.com/a/../done" },
      { type: "redirect", redirect: { return_url: "https://app.example.com/done" } },
    ],
  ])("leads on afterwards: %j", (afterCompletion, told) => {
    expect(judgeFlow(ground, { type: "customer_update", afterCompletion })).toEqual({
      type: "customer_update",
      after_completion: told,
    });
  });

  it("leads on to allowed addresses alone", () => {
    const afterCompletion = { type: "redirect", returnUrl: "https://evil.test/" } as const;
    expect(() => judgeFlow(ground, { type: "customer_update", afterCompletion })).toThrow(
      "not on the list",
    );
  });

  const running = { ended: false, ending: false, items: ["si_1"] };
  it.each<[string, Partial<FlowGround>, PortalFlow]>([
    [
      "does not offer that step",
      { offer: { ...offer, features: new Set() } },
      { type: "customer_update" },
    ],
    [
      "does not offer that step",
      { offer: { ...offer, features: new Set(["subscription_cancel"]) } },
      { ...confirm, plan: "team_year" },
    ],
    ["no such subscription", { subscription: null }, { type: "subscription_pause", ...about }],
    [
      "has ended",
      { subscription: { ...running, ended: true } },
      { type: "subscription_cancel", ...about },
    ],
    [
      "cancelled already",
      { subscription: { ...running, ending: true } },
      { type: "subscription_cancel", ...about },
    ],
    [
      "several plans",
      { subscription: { ...running, items: ["si_1", "si_2"] } },
      { type: "subscription_update", ...about },
    ],
    ["does not offer that plan", {}, { ...confirm, plan: "price_team_year" }],
    ["Nothing would change", {}, confirm],
  ])("is refused before Stripe is asked: %s", (words, changes, flow) => {
    expect(() => judgeFlow({ ...ground, ...changes }, flow)).toThrow(words);
  });
});
