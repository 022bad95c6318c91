import type { InvoiceSaid, PaymentMethodSaid, Said, SubscriptionSaid } from "@portico/db";
import { type AuditNeeds, refusalsAudited } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import { type HeldNeeds, viewHeld } from "../credits/view-credits.ts";
import { viewSeats, type ViewSeatsNeeds } from "../seats/view-seats.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { type CustomerState, type Known, productsOf, stateFrom } from "../subscription/state.ts";
import { isLive } from "../subscription/status.ts";

interface Member {
  name: string | null;
  email: string | null;
  role: string;
}

export interface BillingViewNeeds extends StandingNeeds, AuditNeeds, ViewSeatsNeeds, HeldNeeds {
  organizationName(organization: string): Promise<string | null>;
  membersOf(organization: string): Promise<Member[]>;
  mayManageAs(role: string): boolean;
  /** What Stripe says about a customer. */
  mirrorOf(customer: string): Promise<{ id: string; says: Said }[]>;
  /** Whether it ever had a plan, whatever became of that at Stripe. */
  hadPlan(organization: string): Promise<boolean>;
  /** What plans are called, by their products. */
  planNames(products: string[]): Promise<Map<string, string>>;
}

const INVOICES_SHOWN = 12;

export type BillingView = Awaited<ReturnType<typeof viewBilling>>;

/** All the billing page shows, from our rows alone. */
export async function viewBilling(needs: BillingViewNeeds, caller: Caller) {
  const { organization, customer } = await requireToSee(needs, caller);
  const mayManage = caller.scopes.has("billing:write");
  const atStripe =
    customer === null
      ? { subscriptions: [], seats: null, paymentMethod: null, invoices: [] }
      : await viewCustomer(needs, organization, customer);

  return {
    organization: { id: organization, name: await needs.organizationName(organization) },
    mayManage,
    askToManage: mayManage ? [] : await managersOf(needs, organization),
    credits: await viewHeld(needs, organization),
    hasCustomer: customer !== null,
    /** Also where nothing of it is left, the customer having been deleted. */
    hadPlan: atStripe.subscriptions.length > 0 || (await needs.hadPlan(organization)),
    ...atStripe,
  };
}

/** The organization whose billing the caller may see, and its customer. */
export async function requireToSee(needs: StandingNeeds & AuditNeeds, caller: Caller) {
  return refusalsAudited(needs, caller, "billing.view", async () => {
    const { organization, standing } = await requireRight(needs, caller, "billing:read");
    return { organization, customer: standing.customer };
  });
}

async function managersOf(needs: BillingViewNeeds, organization: string) {
  const members = await needs.membersOf(organization);
  return members
    .filter((member) => needs.mayManageAs(member.role))
    .map(({ name, email }) => ({ name: name ?? email ?? "An admin", email }));
}

async function viewCustomer(needs: BillingViewNeeds, organization: string, customer: string) {
  const state = stateFrom(await needs.mirrorOf(customer));
  const subscriptions = liveFirst(state.subscriptions);
  const names = await needs.planNames(productsOf(subscriptions));
  const method = payingMethod(state);
  return {
    subscriptions: subscriptions.map((each) => viewSubscription(each, names)),
    seats: await viewSeats(needs, organization, state),
    paymentMethod: method ? viewMethod(method) : null,
    invoices: state.invoices
      // A draft is Stripe's own business until it is finalized.
      .filter(({ status }) => status !== "draft")
      .slice(0, INVOICES_SHOWN)
      .map(viewInvoice),
  };
}

function liveFirst<Each extends SubscriptionSaid>(subscriptions: Each[]): Each[] {
  return [
    ...subscriptions.filter((each) => isLive(each.status)),
    ...subscriptions.filter((each) => !isLive(each.status)),
  ];
}

/** The subscription's own, else the customer's default. */
function payingMethod({ customer, subscriptions, paymentMethods }: CustomerState) {
  const ofPlans = liveFirst(subscriptions).flatMap((each) => each.defaultPaymentMethod ?? []);
  const paying = ofPlans[0] ?? customer?.defaultPaymentMethod;
  return paymentMethods.find(({ id }) => id === paying);
}

function viewSubscription(
  { id, status, items, cancelAt, trialEnd }: Known<SubscriptionSaid>,
  names: Map<string, string>,
) {
  return {
    id,
    status,
    items: items.map(({ product, quantity, unitAmount, currency, interval, intervalCount }) => ({
      plan: names.get(product) ?? product,
      quantity,
      unitAmount,
      currency,
      interval,
      intervalCount,
    })),
    currentPeriodEnd: items[0]?.currentPeriodEnd ?? null,
    cancelAt,
    trialEnd,
  };
}

function viewMethod({ type, brand, last4, expMonth, expYear }: PaymentMethodSaid) {
  return { type, brand, last4, expMonth, expYear };
}

function viewInvoice({ id, number, status, total, currency, createdAt }: Known<InvoiceSaid>) {
  return { id, number, status, total, currency, createdAt };
}
