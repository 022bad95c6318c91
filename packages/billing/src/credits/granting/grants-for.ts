import type { InvoiceLineSaid, InvoiceSaid, PlanRow, Said } from "@portico/db";
import type { Catalog } from "../../plans/catalog.ts";
import type { Known } from "../../subscription/state.ts";
import type { Grant } from "../ledger/give-credits.ts";
import { grantSource } from "../ledger/sources.ts";
import { creditsBilled } from "./credits-billed.ts";
import type { Every } from "./period.ts";
import { soldAs } from "./sold-as.ts";

/** Invoices of one organization that are paid. */
export interface PaidInvoices {
  organization: string;
  invoices: Known<InvoiceSaid>[];
  /** What else Stripe says about the customer, or said before. */
  rows: { id: string; says: Said }[];
}

/** What paid invoices give, each by its own name. One waits until all its products are known: it gives once. */
export function grantsFor(
  catalog: Catalog,
  products: ReadonlyMap<string, PlanRow>,
  { organization, invoices, rows }: PaidInvoices,
  at: Date,
): Grant[] {
  const sold = { soldAs: soldAs(catalog, products), everyOf: everyAmong(rows) };
  return invoices
    .filter((invoice) => productsIn(invoice).every((product) => products.has(product)))
    .map((invoice) => ({
      organization,
      source: grantSource(invoice.id),
      ...creditsBilled(sold, invoice, at),
    }))
    .filter(({ amount }) => amount > 0);
}

export function productsIn({ lines }: Pick<InvoiceSaid, "lines">): string[] {
  return [...new Set(lines.flatMap(({ product }) => product ?? []))];
}

const LONGEST_MONTH_MS = 31 * 24 * 60 * 60 * 1000;

/** By what was subscribed to. A price that is not remembered is billed as often as its period is long. */
function everyAmong(rows: PaidInvoices["rows"]) {
  const items = rows.flatMap(({ says }) => (says.kind === "subscription" ? says.items : []));
  return ({ price, periodStart, periodEnd }: InvoiceLineSaid): Every => {
    const isLong = Date.parse(periodEnd) - Date.parse(periodStart) > LONGEST_MONTH_MS;
    const usual = { interval: isLong ? "year" : "month", intervalCount: 1 };
    const { interval, intervalCount } = items.findLast((item) => item.price === price) ?? usual;
    const began = items.find(
      (item) => item.currentPeriodEnd === periodEnd && item.interval === interval,
    )?.currentPeriodStart;
    return { interval, intervalCount, began };
  };
}
