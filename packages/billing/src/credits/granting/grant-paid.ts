import { claimTimesOf, type Database, type InvoiceSaid, keepLetters, plansOf } from "@portico/db";
import type { Catalog } from "../../plans/catalog.ts";
import { letterAbout } from "../../plans/meet-plans.ts";
import type { Known } from "../../subscription/state.ts";
import { giveCredits } from "../ledger/give-credits.ts";
import { askToSettle } from "../money-back/ask-to-settle.ts";
import { grantsFor, type PaidInvoices, productsIn } from "./grants-for.ts";

/** Gives what paid invoices give, each once however often it is paid, read or heard of. */
export async function grantPaid(
  tx: Database,
  catalog: Catalog,
  all: PaidInvoices[],
  at: Date,
): Promise<void> {
  if (all.length === 0) return;
  const times = await claimTimesOf(
    tx,
    all.map(({ organization }) => organization),
  );
  const paid = all.map((each) => {
    const since = times.get(each.organization) ?? at;
    return { ...each, invoices: each.invoices.flatMap((invoice) => inOurTime(invoice, since)) };
  });
  const invoices = paid.flatMap((each) => each.invoices);
  const products = await plansOf(tx, [...new Set(invoices.flatMap(productsIn))]);
  // Whoever names a product later finds the invoice: this letter is there only when the invoice is.
  await keepLetters(
    tx,
    invoices.flatMap((invoice) =>
      productsIn(invoice)
        .filter((product) => !products.has(product))
        .map((product) => letterAbout(product, at, invoice.id)),
    ),
  );
  const given = await giveCredits(
    tx,
    paid.flatMap((each) => grantsFor(catalog, products, each, at)),
    at,
  );
  // The money may have gone back before.
  for (const { organization, rows } of paid)
    if (given.has(organization)) await askToSettle(tx, organization, rows, at);
}

const HOUR_MS = 60 * 60 * 1000;

/** Without what it bills of the time before the organization's customer was known here. Clocks differ. */
function inOurTime(invoice: Known<InvoiceSaid>, since: Date): Known<InvoiceSaid>[] {
  const start = since.getTime() - HOUR_MS;
  const lines = invoice.lines.filter(({ periodEnd }) => Date.parse(periodEnd) >= start);
  return lines.length > 0 ? [{ ...invoice, lines }] : [];
}
