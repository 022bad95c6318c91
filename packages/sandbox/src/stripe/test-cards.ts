/** A card that Stripe keeps for tests. */
export interface TestCard {
  brand: "visa" | "mastercard" | "amex" | "discover";
  last4: string;
  /** What the bank says when the card is saved. */
  saved: "taken" | "declined";
  /** What the bank says when the card is charged. */
  charged: "paid" | "declined" | "asks";
}

const asking = { brand: "visa", saved: "taken", charged: "asks" } as const;
const declined = { brand: "visa", saved: "declined", charged: "declined" } as const;
const good = { saved: "taken", charged: "paid" } as const;

/** By the ids that stand for them in Stripe's API. */
export const TEST_CARDS: ReadonlyMap<string, TestCard> = new Map<string, TestCard>([
  ["pm_card_visa", { ...good, brand: "visa", last4: "4242" }],
  ["pm_card_mastercard", { ...good, brand: "mastercard", last4: "4444" }],
  ["pm_card_amex", { ...good, brand: "amex", last4: "8431" }],
  ["pm_card_discover", { ...good, brand: "discover", last4: "9424" }],
  ["pm_card_authenticationRequired", { ...asking, last4: "3184" }],
  ["pm_card_threeDSecure2Required", { ...asking, last4: "3220" }],
  ["pm_card_threeDSecureRequired", { ...asking, last4: "3063" }],
  ["pm_card_authenticationRequiredOnSetup", { ...asking, last4: "3155" }],
  ["pm_card_chargeDeclined", { ...declined, last4: "0002" }],
  ["pm_card_visa_chargeDeclined", { ...declined, last4: "0002" }],
  [
    "pm_card_chargeCustomerFail",
    { brand: "visa", last4: "0341", saved: "taken", charged: "declined" },
  ],
]);

/** What the bank says when this card is saved. */
export function whenSaved(last4: string): TestCard["saved"] {
  return cardEnding(last4)?.saved ?? "taken";
}

/** What the bank says when this card is charged. */
export function whenCharged(last4: string): TestCard["charged"] {
  return cardEnding(last4)?.charged ?? "paid";
}

function cardEnding(last4: string): TestCard | undefined {
  return [...TEST_CARDS.values()].find((card) => card.last4 === last4);
}
