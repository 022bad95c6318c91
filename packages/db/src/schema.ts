export { portico } from "./schema/portico.ts";
export * from "./schema/at-work.ts";
export * from "./schema/who.ts";
export * from "./schema/stripe-says.ts";
export * from "./schema/asked-of-stripe.ts";
export * from "./schema/allowed.ts";
export * from "./schema/credits.ts";
