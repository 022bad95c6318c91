import type { SubscriptionWithItems } from "@portico/db";
import { type Caller, requireOrganization, requireScope } from "../caller.ts";
import { requireGoodStanding, standingOf, type StandingNeeds } from "../standing.ts";
import { isLive } from "./status.ts";

interface Member {
  name: string | null;
  email: string | null;
  role: string;
}

interface Invoice {
  id: string;
  number: string | null;
  status: string;
  total: number;
  currency: string;
  createdAt: Date;
}

interface PaymentMethod {
  type: string;
  brand: string | null;
  last4: string | null;
  expMonth: number | null;
  expYear: number | null;
}

export interface BillingViewNeeds extends StandingNeeds {
  organizationName(organization: string): Promise<string | null>;
  membersOf(organization: string): Promise<Member[]>;
  mayManageAs(role: string): boolean;
  subscriptionsOf(customer: string): Promise<SubscriptionWithItems[]>;
  defaultPaymentMethodOf(customer: string): Promise<PaymentMethod | null>;
  newestInvoicesOf(customer: string, limit: number): Promise<Invoice[]>;
}

const INVOICES_SHOWN = 12;

export type BillingView = Awaited<ReturnType<typeof viewBilling>>;

/** All the billing page shows, from our rows alone. */
export async function viewBilling(needs: BillingViewNeeds, caller: Caller) {
  const organization = requireOrganization(caller);
  requireScope(caller, "billing:read");
  const standing = await standingOf(needs, caller, organization);
  requireGoodStanding(standing);
  const mayManage = caller.scopes.has("billing:write");

  return {
    organization: { id: organization, name: await needs.organizationName(organization) },
    mayManage,
    askToManage: mayManage ? [] : await managersOf(needs, organization),
    hasCustomer: standing.customer !== null,
    ...(standing.customer === null
      ? { subscriptions: [], paymentMethod: null, invoices: [] }
      : await viewCustomer(needs, standing.customer)),
  };
}

async function managersOf(needs: BillingViewNeeds, organization: string) {
  const members = await needs.membersOf(organization);
  return members
    .filter((member) => needs.mayManageAs(member.role))
    .map(({ name, email }) => ({ name: name ?? email ?? "An admin", email }));
}

async function viewCustomer(needs: BillingViewNeeds, customer: string) {
  const [subscriptions, method, invoices] = await Promise.all([
    needs.subscriptionsOf(customer),
    needs.defaultPaymentMethodOf(customer),
    needs.newestInvoicesOf(customer, INVOICES_SHOWN),
  ]);
  return {
    subscriptions: liveFirst(subscriptions).map(viewSubscription),
    paymentMethod: method && {
      type: method.type,
      brand: method.brand,
      last4: method.last4,
      expMonth: method.expMonth,
      expYear: method.expYear,
    },
    invoices: invoices.map(({ id, number, status, total, currency, createdAt }) => ({
      id,
      number,
      status,
      total,
      currency,
      createdAt: createdAt.toISOString(),
    })),
  };
}

function liveFirst(subscriptions: SubscriptionWithItems[]): SubscriptionWithItems[] {
  return [
    ...subscriptions.filter((each) => isLive(each.status)),
    ...subscriptions.filter((each) => !isLive(each.status)),
  ];
}

function viewSubscription({ id, status, items, cancelAt, trialEnd }: SubscriptionWithItems) {
  return {
    id,
    status,
    items: items.map(({ plan, quantity, unitAmount, currency, interval, intervalCount }) => ({
      plan,
      quantity,
      unitAmount,
      currency,
      interval,
      intervalCount,
    })),
    currentPeriodEnd: items[0]?.currentPeriodEnd.toISOString() ?? null,
    cancelAt: cancelAt?.toISOString() ?? null,
    trialEnd: trialEnd?.toISOString() ?? null,
  };
}
