export { type Contract, type ContractRequest, refuseTooLarge, runContract } from "./contract.ts";
export { plainUrl } from "./plain-url.ts";
export { redirect } from "./redirect.ts";
export { successFlag } from "./success-flag.ts";
export { wrappedData } from "./wrapped-data.ts";
