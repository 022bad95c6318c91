import { type Decline, DECLINES } from "./declines.ts";

/** A card that Stripe keeps for tests. */
export interface TestCard {
  brand: "visa" | "mastercard" | "amex" | "discover";
  last4: string;
  /** What the bank says when the card is saved. */
  saved: "taken" | "declined";
  /** What the bank says when the card is charged. */
  charged: "paid" | "declined" | "asks";
  /** How it words that it declines. */
  decline?: Decline;
  /** What its owner tells the bank about a charge, where they complain. */
  disputed?: "fraudulent" | "product_not_received" | "inquiry";
  /** What becomes of its refunds, where they are not just taken. */
  refunded?: "late" | "failed";
  /** Whether what it pays has to wait before it can be paid out. */
  pending?: false;
}

const asking = { brand: "visa", saved: "taken", charged: "asks" } as const;
const declined = { brand: "visa", saved: "declined", charged: "declined" } as const;
const good = { saved: "taken", charged: "paid" } as const;

/** Its bank asks until it has agreed once that the card may be charged later. */
export const ASKS_ONCE = "3155";

/** By the ids that stand for them in Stripe's API. */
export const TEST_CARDS: ReadonlyMap<string, TestCard> = new Map<string, TestCard>([
  ["pm_card_visa", { ...good, brand: "visa", last4: "4242" }],
  ["pm_card_mastercard", { ...good, brand: "mastercard", last4: "4444" }],
  ["pm_card_amex", { ...good, brand: "amex", last4: "8431" }],
  ["pm_card_discover", { ...good, brand: "discover", last4: "9424" }],
  ["pm_card_createDispute", { ...good, brand: "visa", last4: "0259", disputed: "fraudulent" }],
  ["pm_card_createDisputeInquiry", { ...good, brand: "visa", last4: "1976", disputed: "inquiry" }],
  [
    "pm_card_createDisputeProductNotReceived",
    { ...good, brand: "visa", last4: "2685", disputed: "product_not_received" },
  ],
  ["pm_card_bypassPending", { ...good, brand: "visa", last4: "0077", pending: false }],
  ["pm_card_pendingRefund", { ...good, brand: "visa", last4: "7726", refunded: "late" }],
  ["pm_card_refundFail", { ...good, brand: "visa", last4: "5126", refunded: "failed" }],
  ["pm_card_authenticationRequired", { ...asking, last4: "3184" }],
  ["pm_card_threeDSecure2Required", { ...asking, last4: "3220" }],
  ["pm_card_threeDSecureRequired", { ...asking, last4: "3063" }],
  ["pm_card_authenticationRequiredOnSetup", { ...asking, last4: "3155" }],
  ["pm_card_chargeDeclined", { ...declined, last4: "0002" }],
  ["pm_card_visa_chargeDeclined", { ...declined, last4: "0002" }],
  [
    "pm_card_visa_chargeDeclinedInsufficientFunds",
    { ...declined, last4: "9995", decline: DECLINES.insufficient_funds },
  ],
  [
    "pm_card_visa_chargeDeclinedLostCard",
    { ...declined, last4: "9987", decline: DECLINES.lost_card },
  ],
  [
    "pm_card_visa_chargeDeclinedStolenCard",
    { ...declined, last4: "9979", decline: DECLINES.stolen_card },
  ],
  [
    "pm_card_chargeDeclinedExpiredCard",
    { ...declined, last4: "0069", decline: DECLINES.expired_card },
  ],
  [
    "pm_card_chargeDeclinedIncorrectCvc",
    { ...declined, last4: "0127", decline: DECLINES.incorrect_cvc },
  ],
  [
    "pm_card_chargeDeclinedProcessingError",
    { ...declined, last4: "0119", decline: DECLINES.processing_error },
  ],
  [
    "pm_card_chargeCustomerFail",
    { brand: "visa", last4: "0341", saved: "taken", charged: "declined" },
  ],
]);

/** What the bank says when this card is charged. */
export function whenCharged(last4: string): TestCard["charged"] {
  return cardEnding(last4)?.charged ?? "paid";
}

/** How the bank declines it, where it does. */
export function declineOf({ charged, decline }: TestCard): Decline | undefined {
  return charged === "declined" ? (decline ?? DECLINES.generic_decline) : undefined;
}

export function cardEnding(last4: string): TestCard | undefined {
  return [...TEST_CARDS.values()].find((card) => card.last4 === last4);
}
