import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { clockTime } from "../books/clock-time.ts";
import { StripeProblem } from "../problem.ts";
import { expireSession } from "./expire-session.ts";

type Session = Stripe.Checkout.Session;

export function sessionAt(books: Books, id: string): Session {
  const session = books.checkoutSessions.find(id);
  if (!session) throw missing(id);
  return asItStands(books, session);
}

/** One whose time is over is not open, even if nobody looked since. */
export function asItStands(books: Books, session: Session): Session {
  const now = clockTime(books, [session]) ?? books.now();
  if (session.status !== "open" || session.expires_at > now) return session;
  return books.at(session.expires_at, () => expireSession(books, session, null));
}

/** Said as Stripe says it, which here is without quotes. */
function missing(id: string): StripeProblem {
  return new StripeProblem(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such checkout.session: ${id}`,
  });
}
