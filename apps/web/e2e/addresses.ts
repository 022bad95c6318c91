import { test as base } from "@playwright/test";

/** Where the house is, beside the page's own address. */
export interface Addresses {
  clerkUrl: string;
  stripeUrl: string;
  dataDir: string;
  /** Another site's origin, from which pages may ask. */
  listedOrigin: string;
}

export const test = base.extend<Addresses>({
  clerkUrl: ["", { option: true }],
  stripeUrl: ["", { option: true }],
  listedOrigin: ["", { option: true }],
  dataDir: ["", { option: true }],
});
