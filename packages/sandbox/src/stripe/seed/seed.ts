import type { World } from "../../world.ts";
import type { Books } from "../books/books.ts";
import { newConfiguration } from "../portal/configurations.ts";
import { newProduct } from "../products/create-product.ts";
import { newPrice } from "../products/new-price.ts";
import { newWebhookEndpoint } from "../webhooks/webhook-endpoints.ts";
import { PLANS, COMPANIES } from "./demo.ts";
import { seedCompany } from "./seed-company.ts";

interface SeedWish {
  secret: string;
  webhookUrl: string;
  webhookEvents: string[];
  appUrl: string;
}

const HOST = "we_portico";
const CONFIGURATION = "bpc_portico";

/** Fills an empty sandbox with the demo, once, and tells when that was. Ports may change between starts. */
export function seed(world: World, books: Books, wish: SeedWish): number {
  const marks = world.table<{ created: number; appUrl: string }>("stripe_seed");
  return books.together(() => {
    listenAt(books, wish);
    const seeded = marks.get("demo");
    const created = seeded?.created ?? books.now();
    marks.put("demo", { created, appUrl: wish.appUrl });
    if (seeded) leadBackTo(books, seeded.appUrl, wish.appUrl);
    else fill(books, wish);
    return created;
  });
}

function listenAt({ webhookEndpoints, now }: Books, wish: SeedWish) {
  const host = { url: wish.webhookUrl, enabled_events: wish.webhookEvents, secret: wish.secret };
  const known = webhookEndpoints.find(HOST);
  webhookEndpoints.put({
    ...(known ?? newWebhookEndpoint({ id: HOST, created: now(), ...host })),
    ...host,
  });
}

/** Unless somebody chose another way back meanwhile. */
function leadBackTo({ configurations }: Books, before: string, now: string) {
  const usual = configurations.find(CONFIGURATION);
  if (usual?.default_return_url === before)
    configurations.put({ ...usual, default_return_url: now });
}

function fill(books: Books, { appUrl }: SeedWish) {
  for (const plan of PLANS) sell(books, plan);
  openPortal(books, appUrl);
  for (const company of COMPANIES) seedCompany(books, company);
}

function sell(books: Books, { id, name, amount, interval }: (typeof PLANS)[number]) {
  const created = books.now();
  const product = books.products.put({ ...newProduct(`prod_${id}`, created), name });
  books.record("product.created", product, null);
  const priced = { id: `price_${id}`, created, product: product.id, currency: "usd", amount };
  const price = books.prices.put({
    ...newPrice({ ...priced, every: { interval } }),
    lookup_key: `${id}_${interval}`,
  });
  books.record("price.created", price, null);
}

/** The settings a person would have saved on Stripe's dashboard. */
function openPortal(books: Books, appUrl: string) {
  const { features, ...rest } = newConfiguration(CONFIGURATION, books.now());
  const configuration = books.configurations.put({
    ...rest,
    is_default: true,
    default_return_url: appUrl,
    features: {
      ...features,
      customer_update: {
        allowed_updates: ["name", "email", "address", "phone", "tax_id"],
        enabled: true,
      },
      invoice_history: { enabled: true },
      payment_method_update: { ...features.payment_method_update, enabled: true },
      subscription_cancel: {
        ...features.subscription_cancel,
        cancellation_reason: { ...features.subscription_cancel.cancellation_reason, enabled: true },
        enabled: true,
      },
    },
  });
  books.record("billing_portal.configuration.created", configuration, null);
}
