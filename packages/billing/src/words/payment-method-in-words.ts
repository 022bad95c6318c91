import type { PaymentMethodSaid } from "@portico/db";

type PaymentMethod = Omit<PaymentMethodSaid, "kind" | "createdAt">;

const brands: ReadonlyMap<string, string> = new Map([
  ["amex", "American Express"],
  ["cartes_bancaires", "Cartes Bancaires"],
  ["diners", "Diners Club"],
  ["jcb", "JCB"],
  ["unionpay", "UnionPay"],
]);

/** "Visa ending in 4242, valid until 12/2030" */
export function paymentMethodInWords(method: PaymentMethod): string {
  const name = method.brand
    ? (brands.get(method.brand) ?? readable(method.brand))
    : readable(method.type);
  const ending = method.last4 ? ` ending in ${method.last4}` : "";
  return `${name}${ending}${validity(method)}`;
}

function readable(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`.replaceAll("_", " ");
}

function validity({ expMonth, expYear }: PaymentMethod): string {
  if (expMonth === null || expYear === null) return "";
  return `, valid until ${String(expMonth).padStart(2, "0")}/${expYear}`;
}
