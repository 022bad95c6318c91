export { type Contract, NOT_OF_THE_PORTAL, runContract } from "./contract.ts";
export { plainUrl } from "./plain-url.ts";
export { redirect } from "./redirect.ts";
export { successFlag } from "./success-flag.ts";
export { type Asked, refuseTooLarge, type Surface } from "./surface.ts";
export { runVerb, type Verb } from "./verb.ts";
export { VERBS } from "./verbs.ts";
export { wrappedData } from "./wrapped-data.ts";
