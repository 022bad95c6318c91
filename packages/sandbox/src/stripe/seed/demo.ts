import type Stripe from "stripe";

export const PLANS = [
  { id: "starter", name: "Starter", amount: 1900, interval: "month" },
  { id: "team", name: "Team", amount: 4900, interval: "month" },
  { id: "business", name: "Business", amount: 149_000, interval: "year" },
] as const;

export interface Company {
  id: string;
  name: string;
  address: Stripe.Address;
  plan: (typeof PLANS)[number]["id"];
  card: { brand: string; last4: string };
  /** How many were billed so far, and how long ago the newest began. */
  periods: number;
  daysAgo: number;
  /** The newest invoice could not be paid. */
  pastDue: boolean;
}

/** Who pays for what in the demo. Globex never subscribed, so Stripe does not know it. */
export const COMPANIES: readonly Company[] = [
  {
    id: "initech",
    name: "Initech",
    address: at("4120 Freidrich Lane", "Austin", "TX", "78744", "US"),
    plan: "starter",
    card: { brand: "visa", last4: "0341" },
    periods: 3,
    daysAgo: 1,
    pastDue: true,
  },
  {
    id: "umbrella",
    name: "Umbrella",
    address: at("12 Arklay Road", "Edinburgh", null, "EH1 1YZ", "GB"),
    plan: "business",
    card: { brand: "mastercard", last4: "4444" },
    periods: 2,
    daysAgo: 40,
    pastDue: false,
  },
  {
    id: "acme",
    name: "Acme",
    address: at("500 Desert Road", "Phoenix", "AZ", "85001", "US"),
    plan: "team",
    card: { brand: "visa", last4: "4242" },
    periods: 4,
    daysAgo: 9,
    pastDue: false,
  },
];

function at(
  line1: string,
  city: string,
  state: string | null,
  postal_code: string,
  country: string,
): Stripe.Address {
  return { line1, line2: null, city, state, postal_code, country };
}
