import type { Books } from "../books/books.ts";

/** Where a person answers their bank. Without a way back a page with Stripe's own script asks them. */
export function bankQuestion(books: Books, intent: string, returnUrl: string | undefined) {
  if (returnUrl === undefined) return { type: "use_stripe_sdk", use_stripe_sdk: {} };
  const url = `${books.publicUrl}/authenticate/${intent}`;
  return { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } };
}
