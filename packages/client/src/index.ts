export type * from "./contracts/plain-url.ts";
export type * from "./contracts/redirect.ts";
export type * from "./contracts/success-flag.ts";
export type * from "./contracts/verbs.ts";
export type * from "./contracts/wrapped-data.ts";
export { PorticoClient, type PorticoClientOptions } from "./portico-client.ts";
export { PorticoError, type PorticoErrorCode } from "./portico-error.ts";
