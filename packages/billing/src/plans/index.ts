export { applyPlans, applyPlansStep } from "./apply-plans.ts";
export { INTERVALS } from "./catalog.ts";
export type { Amounts, Catalog, CreditPack, Interval, Plan, PlanCredits } from "./catalog.ts";
export { planPlans, type PlansStep } from "./plan-plans.ts";
export type { Taxes } from "../checkout/taxed.ts";
