import { describe, expect, it } from "vitest";
import type { Catalog } from "./catalog.ts";
import { judgeChoice } from "./judge-choice.ts";
import type { ChoiceWish } from "./wish.ts";

const month = { month: { usd: 100 } };
const catalog: Catalog = {
  plans: {
    solo: { name: "Solo", prices: month, features: [] },
    crew: { name: "Crew", prices: month, seats: "chosen", features: [] },
    club: { name: "Club", prices: month, seats: "members", features: [] },
    soon: { name: "Soon", prices: month, features: [] },
  },
  packs: {},
};

const judge = (wish: Partial<ChoiceWish>, { members = 0, seats }: Partial<Now> = {}) =>
  judgeChoice(
    {
      sold: {
        catalog,
        priceOf: async (key) => (key === "soon_month" ? undefined : `price_${key}`),
        forgetPrices: () => {},
      },
      countMembers: async () => members,
      membersOf: async () => [],
    },
    "org_acme",
    { plan: "solo", interval: "month", ...wish },
    seats,
  );

interface Now {
  members: number;
  seats: number;
}

describe("a choice", () => {
  it.each<[string, Partial<ChoiceWish>, Partial<Now>, number]>([
    ["one where there are no seats", {}, { members: 7, seats: 3 }, 1],
    ["as many as were chosen", { plan: "crew", seats: 5 }, { members: 7, seats: 3 }, 5],
    ["as many as so far where nobody chose", { plan: "crew" }, { members: 7, seats: 3 }, 3],
    ["one where nobody ever chose", { plan: "crew" }, { members: 7 }, 1],
    ["as many as there are members", { plan: "club" }, { members: 7, seats: 3 }, 7],
    ["at least one, whoever is known", { plan: "club" }, { members: 0 }, 1],
  ])("bills %s", async (_, wish, now, quantity) => {
    const { plan = "solo" } = wish;
    expect(await judge(wish, now)).toMatchObject({ price: `price_${plan}_month`, quantity });
  });

  it.each<[string, Partial<ChoiceWish>, object]>([
    ["an unknown plan", { plan: "gold" }, { fields: { plan: expect.any(String) } }],
    ["what every object has", { plan: "constructor" }, { fields: { plan: expect.any(String) } }],
    [
      "a year of what is sold by the month",
      { interval: "year" },
      { fields: { interval: expect.any(String) } },
    ],
    ["seats where there are none", { seats: 2 }, { fields: { seats: expect.any(String) } }],
    [
      "seats that members are counted for",
      { plan: "club", seats: 2 },
      { fields: { seats: expect.any(String) } },
    ],
    ["a plan that is not at Stripe yet", { plan: "soon" }, { reason: "PLANS_NOT_SET_UP" }],
  ])("refuses %s", async (_, wish, refusal) => {
    await expect(judge(wish)).rejects.toMatchObject(refusal);
  });
});
