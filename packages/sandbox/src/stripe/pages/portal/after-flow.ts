import type Stripe from "stripe";
import type { Books } from "../../books/books.ts";
import type { Going } from "./desk.ts";
import type { Visit } from "./visit.ts";

type Type = Stripe.BillingPortal.Session.Flow.Type;

/** Where a person goes once a change is made: where the deep link says, if this was what it was for; else home. */
export function afterFlow(books: Books, visit: Visit, type: Type, done: string): Going {
  const { link, flow, root } = visit;
  const home = { to: `${root}/home?done=${done}` };
  if (flow?.type !== type) return home;
  books.portalLinks.put(link.token, { ...link, adding: null, done: true });
  return wayOut(visit) ?? home;
}

/** Where a deep link leads by itself when it is opened once more. */
export function wayOut({ link, root }: Visit): Going | undefined {
  const { type, redirect } = link.flow?.after_completion ?? {};
  if (type === "hosted_confirmation") return { to: `${root}/done` };
  return type === "redirect" && redirect ? { to: redirect.return_url } : undefined;
}
