export { applyPortal, applyPortalStep } from "./apply-portal.ts";
export { changeWithin } from "./change-within.ts";
export type { Difference } from "../stripe/differences.ts";
export { full, payments, type Portal, type PortalDescription } from "./description.ts";
export { readPortalOffers } from "./offers.ts";
export { planPortal, type PortalStep } from "./plan-portal.ts";
