import type { Recorded } from "@portico/db";
import { day, money, paymentMethodInWords } from "../words/index.ts";
import type { Wording } from "./fact.ts";
import { invoiceWords } from "./invoice-words.ts";
import { overrideWords } from "./override-words.ts";
import { subscriptionWords } from "./subscription-words.ts";

export type RecordedKind = Recorded["kind"];
export type SaidOf<K extends RecordedKind> = Extract<Recorded, { kind: K }>;

/** How the history of each kind of object is told. */
export const kindWords: { [K in RecordedKind]: Wording<SaidOf<K>> } = {
  customer: {
    began: () => "Became a customer at Stripe.",
    ended: () => "The customer was deleted at Stripe.",
    facts: [
      {
        name: "default payment method",
        of: (says) => says.defaultPaymentMethod,
        sentence: (_, now) =>
          now.defaultPaymentMethod
            ? "Another payment method is charged from now on."
            : "No payment method is charged by default any more.",
      },
      {
        name: "balance",
        of: (says) => says.balance,
        sentence: (was, now) =>
          now.balance < was.balance
            ? "Money was kept for later invoices."
            : "Money that was kept for later invoices was used or taken back.",
      },
    ],
  },

  subscription: subscriptionWords,

  invoice: invoiceWords,

  override: overrideWords,

  payment_method: {
    began: (says) => `A payment method was added: ${paymentMethodInWords(says)}.`,
    ended: (says) => `A payment method was removed: ${paymentMethodInWords(says)}.`,
    facts: [
      {
        name: "payment method",
        of: paymentMethodInWords,
        sentence: (was, now) =>
          `A payment method changed from ${paymentMethodInWords(was)} to ${paymentMethodInWords(now)}.`,
      },
    ],
  },

  discount: {
    began: ({ coupon, endsAt }) =>
      `A discount began${coupon ? `: ${coupon}` : ""}${endsAt ? `, until ${day(endsAt)}` : ""}.`,
    ended: ({ coupon }) => `A discount ended${coupon ? `: ${coupon}` : ""}.`,
    facts: [
      { name: "coupon", of: (says) => says.coupon, sentence: () => "A discount changed." },
      {
        name: "end of discount",
        of: (says) => says.endsAt,
        sentence: (_, now) =>
          now.endsAt ? `A discount ends on ${day(now.endsAt)}.` : "A discount has no end any more.",
      },
    ],
  },

  refund: {
    began: (says) => `${refund(says)} ${refundStatus(says)}.`,
    ended: (says) => `${refund(says)} is gone from Stripe.`,
    facts: [
      {
        name: "amount",
        of: (says) => says.amount,
        sentence: (was, now) => `${refund(was)} is now one of ${money(now.amount, now.currency)}.`,
      },
      {
        name: "status",
        of: (says) => says.status,
        sentence: (_, now) => `${refund(now)} ${refundStatus(now)}.`,
      },
    ],
  },

  credit_note: {
    began: (says) =>
      `Credit note ${says.number} for ${money(says.total, says.currency)} was issued.`,
    ended: (says) => `Credit note ${says.number} is gone from Stripe.`,
    facts: [
      {
        name: "total",
        of: (says) => says.total,
        sentence: (_, now) =>
          `Credit note ${now.number} is now for ${money(now.total, now.currency)}.`,
      },
      {
        name: "status",
        of: (says) => says.status,
        sentence: (_, now) => `Credit note ${now.number} is ${readable(now.status)}.`,
      },
    ],
  },

  dispute: {
    began: (says) => `${dispute(says)} began: ${readable(says.reason)}.`,
    ended: (says) => `${dispute(says)} is gone from Stripe.`,
    facts: [
      {
        name: "amount",
        of: (says) => says.amount,
        sentence: (was, now) => `${dispute(was)} is now over ${money(now.amount, now.currency)}.`,
      },
      {
        name: "status",
        of: (says) => says.status,
        sentence: (_, now) => `${dispute(now)}: ${readable(now.status)}.`,
      },
    ],
  },
};

function refund({ amount, currency }: SaidOf<"refund">): string {
  return `A refund of ${money(amount, currency)}`;
}

function refundStatus({ status }: SaidOf<"refund">): string {
  if (status === "succeeded") return "was made";
  return status === "failed" || status === "canceled" ? `was not made: ${status}` : "is on its way";
}

function dispute({ amount, currency }: SaidOf<"dispute">): string {
  return `A dispute over ${money(amount, currency)}`;
}

function readable(word: string): string {
  return word.replaceAll("_", " ");
}
