export { applyPortal, applyPortalStep } from "./apply-portal.ts";
export { full, payments, type Portal, type PortalDescription } from "./description.ts";
export { keepPortalOffers, type PortalOffers, readPortalOffers } from "./offers.ts";
export { planPortal, type PortalStep } from "./plan-portal.ts";
