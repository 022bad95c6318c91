// Where Stripe counts a currency's minor units otherwise than ISO 4217 does.
const stripeDecimals = new Map([
  ["ISK", 2],
  ["UGX", 2],
  ["MGA", 0],
]);

/** 4900, "usd" -> "$49.00" */
export function money(minorUnits: number, currency: string): string {
  const code = currency.toUpperCase();
  // American English is the one English in which each dollar has a sign of its own: $, CA$, A$.
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency: code });
  const decimals = stripeDecimals.get(code) ?? format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** decimals);
}
