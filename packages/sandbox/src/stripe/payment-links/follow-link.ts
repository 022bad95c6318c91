import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { openSession } from "../checkout/open-session.ts";
import { completedOf } from "./link-json.ts";
import type { PaymentLink } from "./link-params.ts";

/** What an address may say besides, to spare people typing. */
interface Prefilled {
  prefilled_email: string | null;
  client_reference_id: string | null;
}

/** Opens a session for whoever follows a link; none where the link leads nowhere any more. */
export function followLink(
  books: Books,
  link: PaymentLink,
  { prefilled_email: email, client_reference_id: reference }: Prefilled,
): Stripe.Checkout.Session | undefined {
  const { active, lines, renews, wish, id } = link;
  const { after_completion: after, restrictions, inactive_message: _, ...asked } = wish;
  const limit = restrictions?.completed_sessions.limit ?? Infinity;
  if (!active || completedOf(books, id) >= limit) return undefined;
  const session = openSession(
    books,
    {
      ...asked,
      mode: renews ? "subscription" : "payment",
      success_url: after?.redirect?.url ?? `${books.publicUrl}/pay/${id}/thanks`,
      ...(email && { customer_email: email }),
      ...(reference && { client_reference_id: reference }),
    },
    lines,
    null,
  );
  return books.checkoutSessions.put({ ...session, payment_link: id });
}
