import type Stripe from "stripe";
import type { DebitFailure } from "./payment-errors.ts";

const MINUTE = 60;

/** What comes of a debit of a bank account that Stripe keeps for tests. */
export interface DebitOutcome {
  /** How long the money is on its way. */
  takes: number;
  failure?: DebitFailure;
}

const AT_ONCE = { takes: 0 };
const LATER = { takes: 3 * MINUTE };
const FAILS = { takes: 0, failure: "insufficient_funds" } as const;
const FAILS_LATER = { takes: 3 * MINUTE, failure: "insufficient_funds" } as const;

/** By IBAN. Of others the money comes at once. */
const IBANS: ReadonlyMap<string, DebitOutcome> = new Map<string, DebitOutcome>([
  ["AT321904300235473204", LATER],
  ["AT861904300235473202", FAILS],
  ["AT051904300235473205", FAILS_LATER],
  ["DE08370400440532013003", LATER],
  ["DE62370400440532013001", FAILS],
  ["DE78370400440532013004", FAILS_LATER],
  ["FR3020041010050500013M02609", LATER],
  ["FR8420041010050500013M02607", FAILS],
  ["FR7920041010050500013M02600", FAILS_LATER],
  ["IT60X0542811101000000123456", FAILS],
]);

export interface UsAccount {
  last4: string;
  outcome: DebitOutcome;
}

/** American accounts, by the ids that stand for them in Stripe's API. */
export const US_ACCOUNTS: ReadonlyMap<string, UsAccount> = new Map<string, UsAccount>([
  ["pm_usBankAccount_success", { last4: "6789", outcome: AT_ONCE }],
  ["pm_usBankAccount_accountClosed", american("1113", "account_closed")],
  ["pm_usBankAccount_noAccount", american("1116", "no_account")],
  ["pm_usBankAccount_insufficientFunds", american("2227", "insufficient_funds")],
  ["pm_usBankAccount_debitNotAuthorized", american("3335", "debit_not_authorized")],
]);

function american(last4: string, failure: DebitFailure): UsAccount {
  return { last4, outcome: { takes: 0, failure } };
}

/** What comes of a debit by this method; nothing where it is no debit. */
export function debitOutcome(method: Stripe.PaymentMethod): DebitOutcome | undefined {
  const { sepa_debit: sepa, us_bank_account: us } = method;
  if (sepa) return [...IBANS].find(([iban]) => sameAccount(iban, sepa))?.[1] ?? AT_ONCE;
  if (!us) return undefined;
  return [...US_ACCOUNTS.values()].find(({ last4 }) => last4 === us.last4)?.outcome ?? AT_ONCE;
}

function sameAccount(iban: string, { country, last4 }: Stripe.PaymentMethod.SepaDebit) {
  return iban.startsWith(country ?? "") && iban.endsWith(last4 ?? "");
}
