import type { Hint } from "@portico/billing";
import type Stripe from "stripe";

/** Where customers of this account name their organization. */
export const KEY = "workspace";
export const ORGANIZATIONS = 400;
export const DEALS = 30;

/** An account that sold for years before us: most by the list, some by hand, and another product beside. */
export interface Account {
  /** The one customer of each organization. */
  customers: Map<string, string>;
  /** Prices made by hand that no plan of the catalog honours. */
  unknownPrice: string;
  retiredPrice: string;
  othersCustomers: string[];
  /** What the operator can say of those whose metadata says nothing. */
  rows: Hint[];
}

/** Those whose metadata names nobody. */
export const UNNAMED = 40;

export async function openAccount(stripe: Stripe): Promise<Account> {
  const [listed] = (await stripe.prices.list({ lookup_keys: ["team_month"] })).data;
  if (!listed) throw new Error("The catalog is not at Stripe.");
  const retired = await priceOf(stripe, "Team, until 2023", 3_900);
  const unknown = await priceOf(stripe, "As agreed by telephone", 77_700);
  const recurring = { interval: "month" } as const;
  const custom = await stripe.prices.create({
    currency: "usd",
    unit_amount: 4_321,
    recurring,
    product: typeof listed.product === "string" ? listed.product : listed.product.id,
  });
  const other = await priceOf(stripe, "Another product", 500);
  const deals = [custom.id, retired.id, unknown.id];

  const customers = new Map<string, string>();
  await some(ORGANIZATIONS, async (at) => {
    const organization = `org_${at}`;
    const isNamed = at < ORGANIZATIONS - UNNAMED;
    const deal = at < DEALS ? deals[at % deals.length] : undefined;
    const id = await pay(
      stripe,
      deal ?? listed.id,
      isNamed ? { [KEY]: organization } : {},
      at < DEALS,
    );
    customers.set(organization, id);
  });
  await stripe.prices.update(retired.id, { active: false });
  const othersCustomers: string[] = [];
  await some(20, async () => void othersCustomers.push(await pay(stripe, other.id, {}, false)));
  const unnamed = [...customers].slice(-UNNAMED);
  return {
    customers,
    unknownPrice: unknown.id,
    retiredPrice: retired.id,
    othersCustomers,
    rows: unnamed.map(([organization, customer]) => ({ customer, organization })),
  };
}

async function priceOf(stripe: Stripe, name: string, amount: number): Promise<Stripe.Price> {
  const product = await stripe.products.create({ name });
  return stripe.prices.create({
    currency: "usd",
    unit_amount: amount,
    recurring: { interval: "month" },
    product: product.id,
  });
}

async function pay(
  stripe: Stripe,
  price: string,
  metadata: Record<string, string>,
  byInvoice: boolean,
) {
  const card = "pm_card_visa";
  const { id } = await stripe.customers.create({
    metadata,
    ...(!byInvoice && { payment_method: card, invoice_settings: { default_payment_method: card } }),
  });
  await stripe.subscriptions.create({
    customer: id,
    items: [{ price }],
    ...(byInvoice && { collection_method: "send_invoice", days_until_due: 30 }),
  });
  return id;
}

const AT_ONCE = 20;

async function some(count: number, work: (at: number) => Promise<void>) {
  const places = Array.from({ length: count }, (_, at) => at).values();
  const workSome = async () => {
    for (const at of places) await work(at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, workSome));
}
