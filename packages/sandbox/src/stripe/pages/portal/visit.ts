import type Stripe from "stripe";
import type { Books } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import type { Invoice, PortalLink, Subscription } from "../../books/shapes.ts";
import type { PortalProducts } from "../../portal/features.ts";
import { nextPhase } from "../../schedules/change-later.ts";

/** Somebody with a good link, and what the link lets them see. */
export interface Visit {
  link: PortalLink;
  /** The one thing a deep link is for, until it is done. */
  flow: Stripe.BillingPortal.Session.Flow | null;
  now: number;
  configuration: Stripe.BillingPortal.Configuration;
  /** What the configuration lets people change to. */
  products: PortalProducts;
  customer: Stripe.Customer;
  /** The live ones first. */
  subscriptions: Subscription[];
  /** What plans become when their period ends, by their ids. */
  becoming: Map<string, string>;
  invoices: Invoice[];
  cards: Stripe.PaymentMethod[];
  /** Where the pages of this link live. */
  root: string;
}

const UNUSED_FOR = 5 * 60;
const IDLE_FOR = 60 * 60;

/** A link dies after five unused minutes, and an hour after it was last used. */
export function visitBy(books: Books, token: string): Visit | undefined {
  const kept = books.portalLinks.get(token);
  const now = books.now();
  const customer = kept && now <= diesAt(kept) && books.customers.find(kept.customer);
  if (!customer) return undefined;
  const link = { ...kept, last_used: now };
  books.portalLinks.put(token, link);
  const { id } = customer;
  const configuration = idOf(link.configuration);
  const subscriptions = liveFirst(books.subscriptions.of(id).toReversed());
  return {
    link,
    flow: link.done ? null : link.flow,
    now,
    customer,
    configuration: books.configurations.get(configuration, { path: "configuration" }),
    products: books.portalProducts.get(configuration) ?? [],
    subscriptions,
    becoming: new Map(subscriptions.flatMap((plan) => nextPlan(books, plan))),
    invoices: books.invoices
      .all()
      .filter((each) => each.customer === id && each.status !== "draft"),
    cards: books.paymentMethods.of(id).filter((each) => each.type === "card"),
    root: `/p/session/${token}`,
  };
}

/** The card that is charged: a plan's own comes before the customer's. */
export function chargedCard({
  cards,
  customer,
  subscriptions,
}: Visit): Stripe.PaymentMethod | undefined {
  const own = subscriptions.find((each) => each.ended_at === null)?.default_payment_method;
  const charged = own ?? customer.invoice_settings.default_payment_method;
  return charged ? cards.find((card) => card.id === idOf(charged)) : undefined;
}

function diesAt({ created, last_used }: PortalLink): number {
  return last_used === null ? created + UNUSED_FOR : last_used + IDLE_FOR;
}

function liveFirst(subscriptions: Subscription[]): Subscription[] {
  return [
    ...subscriptions.filter((each) => each.ended_at === null),
    ...subscriptions.filter((each) => each.ended_at !== null),
  ];
}

function nextPlan(books: Books, plan: Subscription): [string, string][] {
  const names = nextPhase(books, plan)?.items.flatMap(({ price: named, quantity = 1 }) => {
    const price = books.prices.find(idOf(named));
    const name = price && books.products.find(idOf(price.product))?.name;
    return name ? [quantity === 1 ? name : `${quantity} × ${name}`] : [];
  });
  return names?.length ? [[plan.id, names.join(" and ")]] : [];
}
