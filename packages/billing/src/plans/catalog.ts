/** What is sold, as code: `portico plans apply` makes Stripe's products and prices so. */
export interface Catalog {
  /** By a name that never changes: it is how a plan is known to Stripe, to clients and to our rows. */
  plans: Readonly<Record<string, Plan>>;
  /** Credits to buy, by a name that never changes. */
  packs: Readonly<Record<string, CreditPack>>;
}

export const INTERVALS = ["month", "year"] as const;
export type Interval = (typeof INTERVALS)[number];

/** Minor units by currency, in small letters. The first is what Stripe bills in unless the customer's country says otherwise. */
export type Amounts = Readonly<Record<string, number>>;

export interface Plan {
  /** As people read it. */
  name: string;
  /** What one costs. Where there are seats, one seat. */
  prices: Readonly<Partial<Record<Interval, Amounts>>>;
  /** `members`: as many as the organization has members; `chosen`: as many as somebody chooses. Without it one is billed. */
  seats?: "members" | "chosen";
  /** Once for each organization. */
  trialDays?: number;
  features: readonly string[];
  /** What is not named here has no limit. */
  limits?: Readonly<Record<string, number>>;
  /** What a paid period gives, for each seat where there are seats. */
  credits?: PlanCredits;
  /** Prices and products at Stripe that mean this plan too: retired ones, and deals made by hand. */
  honours?: readonly string[];
}

export interface PlanCredits {
  each: Readonly<Partial<Record<Interval, number>>>;
  /** Whether they end with the period they were given for. */
  expire: boolean;
}

export interface CreditPack {
  name: string;
  credits: number;
  prices: Amounts;
  /** Without it they stay. */
  expireAfterDays?: number;
}

/** The metadata key by which a product at Stripe names its plan. */
export const PLAN_KEY = "portico_plan";
/** And by which it names its pack of credits. */
export const PACK_KEY = "portico_pack";

/** How a price is found at Stripe, in test and live alike. */
export function lookupKeyOf(plan: string, interval: Interval): string {
  return `${plan}_${interval}`;
}

export function lookupKeyOfPack(pack: string): string {
  return `credits_${pack}`;
}
