import type { LinkPlan, Paid, Placed } from "@portico/billing";
import { count, money } from "@portico/billing/words";

/** A plan of moving in, for people to read. */
export function planInWords({ placed, names, strays }: LinkPlan): string[] {
  const are = (...which: Placed["verdict"]["is"][]) =>
    placed.filter(({ verdict }) => which.includes(verdict.is)).map((each) => lineFor(each, names));
  return [
    `Linked before: ${count(are("linked").length, "customer")}.`,
    ...section("Matched", are("matched")),
    ...section("Ambiguous", are("ambiguous")),
    ...section("Unmatched", are("unmatched")),
    ...section(
      "Named, and not at Stripe",
      strays.map(({ customer, organization }) => `${customer} for ${organization}`),
    ),
    ...section(
      "Prices that mean no plan of the catalog: add them to a plan's `honours`",
      unknownPrices(placed),
    ),
  ];
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0
    ? []
    : ["", `${title} (${lines.length}):`, ...lines.map((each) => `  ${each}`)];
}

function lineFor({ id, name, verdict, pays }: Placed, names: LinkPlan["names"]): string {
  const who = name === null ? id : `${id} (${name})`;
  const paid = pays.length === 0 ? "pays nothing" : pays.map(paidInWords).join("; ");
  if ("why" in verdict) return `${who}: ${verdict.why}; ${paid}`;
  const called = names[verdict.organization];
  return `${who} -> ${verdict.organization}${called === undefined ? "" : ` (${called})`}: ${paid}`;
}

function paidInWords({ status, byInvoice, items }: Paid): string {
  const what = items.map(
    (item) => `${item.plan ?? `unknown price ${item.price}`}, ${priceInWords(item)}`,
  );
  return [
    what.join(" and "),
    ...(byInvoice ? ["by invoice"] : []),
    ...(status === "active" ? [] : [status]),
  ].join(", ");
}

function priceInWords({
  unitAmount,
  currency,
  quantity,
  interval,
  intervalCount,
}: Paid["items"][number]): string {
  const amount =
    unitAmount === null ? `a price that is no one amount` : money(unitAmount, currency);
  const each = quantity === null || quantity === 1 ? amount : `${quantity} × ${amount}`;
  if (interval === null) return each;
  return intervalCount === null || intervalCount === 1
    ? `${each} a ${interval}`
    : `${each} every ${count(intervalCount, interval)}`;
}

function unknownPrices(placed: Placed[]): string[] {
  const payers = new Map<string, string[]>();
  for (const { id, pays } of placed)
    for (const item of pays.flatMap(({ items }) => items))
      if (item.plan === null) {
        const what = `${item.price} of ${item.product}, ${priceInWords({ ...item, quantity: null })}`;
        payers.set(what, [...(payers.get(what) ?? []), id]);
      }
  return [...payers].map(
    ([what, ids]) => `${what}: paid by ${count(ids.length, "customer")}, ${ids[0] ?? ""} first`,
  );
}
