import { z } from "zod";
import { readEntitlements } from "../plans/entitlements.ts";
import { question } from "./verb.ts";

const data = z.object({
  plans: z.array(z.string()),
  features: z.array(z.string()),
  limits: z.record(z.string(), z.number()),
  grace_until: z.iso.datetime().nullable(),
  unknown_prices: z.array(z.string()),
});

export const entitlements = question({
  path: "/v1/entitlements",
  summary:
    "What the organization may do: the features and limits of its plans, and of what it was given",
  scope: "billing:read",
  data,
  async use(needs, caller) {
    const { graceUntil, unknownPrices, ...rest } = await readEntitlements(needs, caller);
    return { ...rest, grace_until: graceUntil, unknown_prices: unknownPrices };
  },
});
