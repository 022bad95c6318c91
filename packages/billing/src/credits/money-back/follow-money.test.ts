import { expect, it } from "vitest";
import { type Account, openAccount } from "../ledger/account.ts";
import { followMoney, type MoneyBack } from "./follow-money.ts";

const grant = { source: "invoice:in_1", paid: 100, expiresAt: null };

/** Of an organization that was given 1,000 credits for a payment of 100. */
function given(): Account {
  const organizationId = "org_acme";
  const entry = { organizationId, source: grant.source, amount: 1_000, balance: 1_000 };
  const balance = { organizationId, balance: 1_000, owed: 0 };
  return openAccount(balance, [{ ...entry, expiresAt: null }], new Date());
}

const back = (id: string, amount: number, kind: MoneyBack["kind"] = "refund"): MoneyBack => ({
  kind,
  id,
  amount,
  isGone: true,
});

const told = ({ entries }: Account) => entries.map(({ source, amount }) => [source, amount]);

it("takes and gives each time the money goes and comes, and nothing in between", () => {
  const account = given();
  const dispute = back("du_1", 100, "dispute");
  for (const isGone of [true, true, false, false, true, false])
    followMoney(account, grant, [{ ...dispute, isGone }]);
  expect(told(account)).toEqual([
    ["dispute:du_1", -1_000],
    ["won:du_1", 1_000],
    ["dispute:du_1#2", -1_000],
    ["won:du_1#2", 1_000],
  ]);
});

it("gives back no more than other money that is gone leaves, and the rest when that comes too", () => {
  const account = given();
  const [refund, dispute] = [back("re_1", 60), back("du_1", 100, "dispute")];
  followMoney(account, grant, [refund]);
  followMoney(account, grant, [refund, dispute]);
  followMoney(account, grant, [{ ...refund, isGone: false }, dispute]);
  expect(account.balance).toBe(0);
  followMoney(account, grant, [
    { ...refund, isGone: false },
    { ...dispute, isGone: false },
  ]);
  expect(told(account)).toEqual([
    ["refund:re_1", -600],
    ["dispute:du_1", -400],
    ["failed:re_1", 600],
    ["won:du_1", 400],
  ]);
});

it("says the same whatever it is told first", () => {
  const all = [back("re_1", 33), back("re_2", 33), back("re_3", 34)];
  const account = given();
  for (const order of [[2], [2, 0], [0, 1, 2]])
    followMoney(
      account,
      grant,
      order.flatMap((at) => all[at] ?? []),
    );
  expect(account.balance).toBe(0);
});
