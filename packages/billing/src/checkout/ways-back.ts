import { judgeReturnUrl, type ReturnRule } from "../portal/return-url.ts";

/** Where a person stands after the checkout, told on the address whether they paid or left. */
export function waysBack(rule: ReturnRule, returnUrl: string) {
  const judged = judgeReturnUrl(rule, returnUrl);
  return { success_url: saying(judged, "done"), cancel_url: saying(judged, "left") };
}

function saying(address: string, what: "done" | "left"): string {
  const url = new URL(address);
  url.searchParams.set("checkout", what);
  // Stripe fills in what stands in braces.
  return url.href.replaceAll("{", "%7B").replaceAll("}", "%7D");
}
