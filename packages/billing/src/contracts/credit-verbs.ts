import { z } from "zod";
import { buyCredits } from "../credits/buy-credits.ts";
import { spendAs } from "../credits/spending/spend-as.ts";
import { spendWish } from "../credits/spending/spend-credits.ts";
import { viewCredits } from "../credits/view-credits.ts";
import { deed, question, type Verb } from "./verb.ts";

const time = z.iso.datetime();
const RECENT = 50;

export const CREDIT_VERBS: readonly Verb[] = [
  question({
    path: "/v1/credits",
    summary: "See how many credits the organization has, and where they came from and went",
    scope: "billing:read",
    data: z.object({
      balance: z.int(),
      owed: z.int(),
      expiring: z.array(z.object({ amount: z.int(), at: time })),
      entries: z.array(
        z.object({
          at: time,
          kind: z.string(),
          amount: z.int(),
          balance: z.int(),
          words: z.string(),
        }),
      ),
      use: z.array(z.object({ day: z.iso.date(), spent: z.int() })),
    }),
    async use(needs, caller) {
      const { entries, next: _, ...credits } = await viewCredits(needs, caller, { limit: RECENT });
      const told = entries.map(({ at, kind, amount, balance, words }) => ({
        at,
        kind,
        amount,
        balance,
        words,
      }));
      return { ...credits, entries: told };
    },
  }),
  deed({
    path: "/v1/credits/spend",
    summary: "Spend credits, once for each key",
    scope: "credits:spend",
    body: spendWish,
    data: z.object({ amount: z.int(), balance: z.int() }),
    use: spendAs,
  }),
  deed({
    path: "/v1/credits/checkout",
    summary: "Start the checkout of a pack of credits",
    scope: "billing:write",
    body: z.strictObject({ pack: z.string(), return_url: z.string() }),
    data: z.object({ url: z.url(), expires_at: time }),
    async use(needs, caller, { pack, return_url: returnUrl }) {
      const { url, expiresAt } = await buyCredits(needs, caller, { pack, returnUrl });
      return { url, expires_at: expiresAt };
    },
  }),
];
