import { askErrand, type Database, type InvoiceSaid } from "@portico/db";
import type { Catalog } from "../plans/catalog.ts";
import type { Claim, Holding } from "../subscription/claim-for.ts";
import type { Known } from "../subscription/state.ts";
import { grantPaid } from "./grant-paid.ts";
import type { PaidInvoices } from "./grants-for.ts";

/** What comes of it for credits that a customer's rows change: invoices that are paid now give theirs, and money that went back is to be settled. */
export async function grantFor(tx: Database, catalog: Catalog, claims: Claim[], at: Date) {
  const given = await grantPaid(tx, catalog, claims.flatMap(newlyPaid), at);
  const granted = new Set(given.map(({ organization }) => organization));
  for (const { before, after } of claims)
    if (after.organization !== null) {
      const had = granted.has(after.organization) ? [] : moneyBackIn(before);
      for (const { id, status } of moneyBackIn(after))
        if (!had.some((each) => each.id === id && each.status === status))
          await askErrand(tx, {
            kind: "settle money back",
            subject: id,
            organizationId: after.organization,
            names: [],
            at,
            notBefore: at,
          });
    }
}

function newlyPaid({ before, after }: Claim): PaidInvoices[] {
  const { organization } = after;
  if (organization === null) return [];
  const had = organization === before.organization ? before.rows : [];
  const known = new Set(paidIn(had).map(({ id }) => id));
  const invoices = paidIn(after.rows).filter(({ id }) => !known.has(id));
  const said = [...before.rows, ...after.rows].map(({ says }) => says);
  return invoices.length > 0 ? [{ organization, invoices, said }] : [];
}

function paidIn(rows: Holding["rows"]): Known<InvoiceSaid>[] {
  return rows.flatMap(({ id, says }) =>
    says.kind === "invoice" && says.status === "paid" ? [{ id, ...says }] : [],
  );
}

function moneyBackIn({ rows }: Holding) {
  return rows.flatMap(({ id, says }) =>
    (says.kind === "refund" || says.kind === "dispute") && says.payment !== null
      ? [{ id, status: says.status }]
      : [],
  );
}
