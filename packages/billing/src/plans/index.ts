export type { Amounts, Catalog, CreditPack, Interval, Plan, PlanCredits } from "./catalog.ts";
