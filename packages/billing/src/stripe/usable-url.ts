import { Refused } from "../reasons.ts";

/** People are sent there: an answer that is no address of the web is no answer. */
export function requireUsableUrl({ livemode }: { livemode: boolean }, url: unknown): string {
  const scheme = livemode ? /^https:\/\// : /^https?:\/\//;
  if (typeof url === "string" && scheme.test(url) && URL.canParse(url)) return url;
  throw new Refused("STRIPE_UNAVAILABLE", {
    cause: new Error("Stripe answered without an address to send people to."),
  });
}
