import { isDeepStrictEqual } from "node:util";
import type { Database, InvoiceSaid, Said } from "@portico/db";
import { grantPaid } from "../credits/granting/grant-paid.ts";
import type { PaidInvoices } from "../credits/granting/grants-for.ts";
import { askToSettle } from "../credits/money-back/ask-to-settle.ts";
import type { Catalog } from "../plans/catalog.ts";
import type { Known } from "../subscription/state.ts";
import type { Claim, Holding } from "./claim-for.ts";

/** What comes of it for credits when customers' rows change: invoices that are paid now give theirs, and money that went back is to be settled. */
export async function letCreditsFollow(tx: Database, catalog: Catalog, claims: Claim[], at: Date) {
  await grantPaid(tx, catalog, claims.flatMap(newlyPaid), at);
  for (const { before, after } of claims)
    if (after.organization !== null)
      await askToSettle(tx, after.organization, news(before, after), at);
}

function newlyPaid({ before, after }: Claim): PaidInvoices[] {
  const { organization, rows } = after;
  if (organization === null) return [];
  const had = organization === before.organization ? before.rows : [];
  const known = new Set(had.flatMap(paid).map(({ id }) => id));
  const invoices = rows.flatMap(paid).filter(({ id }) => !known.has(id));
  return invoices.length > 0 ? [{ organization, invoices, rows: [...before.rows, ...rows] }] : [];
}

function paid({ id, says }: { id: string; says: Said }): Known<InvoiceSaid>[] {
  return says.kind === "invoice" && says.status === "paid" ? [{ id, ...says }] : [];
}

/** What Stripe says otherwise than before. */
function news(before: Holding, after: Holding): Holding["rows"] {
  const known = new Map(before.rows.map(({ id, says }) => [id, says]));
  return after.rows.filter(({ id, says }) => !isDeepStrictEqual(known.get(id), says));
}
