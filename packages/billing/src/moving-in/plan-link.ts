import type Stripe from "stripe";
import { z } from "zod";
import { organizationNamedIn } from "../from-stripe/customer.ts";
import { listed } from "../sync/listed.ts";
import { type Hint, match, strayHints, type Verdict } from "./match.ts";
import { type Paid, whatTheyPay, type WhatTheyPayNeeds } from "./what-they-pay.ts";

const text = z.string().min(1);

export const linkWish = z.strictObject({
  /** The key of customers' metadata at Stripe that holds an organization. */
  metadata: text.optional(),
  /** The key of organizations' metadata at Clerk that holds a customer. */
  clerk: text.optional(),
  rows: z.array(z.strictObject({ customer: text, organization: text })).default([]),
});

export type LinkWish = z.infer<typeof linkWish>;

/** An organization as Clerk has it. */
export interface ClerkOrganization {
  id: string;
  name: string;
  /** Public and private. */
  metadata: Readonly<Record<string, unknown>>[];
}

export interface PlanLinkNeeds extends WhatTheyPayNeeds {
  stripe: Pick<Stripe, "customers" | "products" | "subscriptions">;
  clerkOrganizations(): AsyncIterable<ClerkOrganization>;
}

/** A customer, what to make of it, and what it pays. */
export interface Placed {
  id: string;
  name: string | null;
  verdict: Verdict;
  pays: Paid[];
}

export interface LinkPlan {
  placed: Placed[];
  /** What organizations are called. */
  names: Record<string, string>;
  strays: Hint[];
}

/** Whose each customer of the account is, as far as somebody says so. Changes nothing. */
export async function planLink(needs: PlanLinkNeeds, wish: LinkWish): Promise<LinkPlan> {
  const pays = await whatTheyPay(needs);
  const customers: Stripe.Customer[] = [];
  for await (const each of listed(needs, (page) => needs.stripe.customers.list(page)))
    customers.push(each);
  const organizations: ClerkOrganization[] = [];
  for await (const each of needs.clerkOrganizations()) organizations.push(each);

  const sides = {
    customers: new Map(customers.map(({ id, metadata }) => [id, organizationNamedIn(metadata)])),
    organizations: new Set(organizations.map(({ id }) => id)),
  };
  const hints = {
    rows: wish.rows,
    metadata: [...hintsAtStripe(customers, wish), ...hintsAtClerk(organizations, wish)],
  };
  const verdicts = match(sides, hints);
  return {
    placed: customers.flatMap(({ id, name }) => {
      const verdict = verdicts.get(id);
      return verdict ? [{ id, name: name ?? null, verdict, pays: pays.get(id) ?? [] }] : [];
    }),
    names: Object.fromEntries(organizations.map(({ id, name }) => [id, name])),
    strays: strayHints(sides, hints),
  };
}

function hintsAtStripe(customers: Stripe.Customer[], { metadata: key }: LinkWish): Hint[] {
  if (key === undefined) return [];
  return customers.flatMap(({ id, metadata }) => {
    const organization = metadata[key];
    return organization ? [{ customer: id, organization }] : [];
  });
}

function hintsAtClerk(organizations: ClerkOrganization[], { clerk: key }: LinkWish): Hint[] {
  if (key === undefined) return [];
  return organizations.flatMap(({ id, metadata }) =>
    metadata.flatMap((each) => {
      const customer = each[key];
      return typeof customer === "string" && customer !== ""
        ? [{ customer, organization: id }]
        : [];
    }),
  );
}
