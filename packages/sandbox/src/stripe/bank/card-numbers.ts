/** The numbers Stripe documents for tests, as far as the bank here plays their part. It goes by the last four digits. */
const NUMBERS: Record<string, readonly string[]> = {
  visa: [
    "4242424242424242",
    "4000056655665556",
    "4000000000000341",
    "4000000000000002",
    "4000000000000069",
    "4000000000000119",
    "4000000000000127",
    "4000000000009979",
    "4000000000009987",
    "4000000000009995",
    "4000000000000259",
    "4000000000001976",
    "4000000000002685",
    "4000000000005126",
    "4000000000007726",
    "4000000000003220",
    "4000002760003184",
    "4000002500003155",
    "4000000000003063",
    "4000000000003055",
    "4000000000003097",
  ],
  mastercard: ["5555555555554444", "2223003122003222", "5200828282828210", "5105105105105100"],
  amex: ["378282246310005", "371449635398431"],
  discover: ["6011111111111117", "6011000990139424", "6011981111111113"],
  diners: ["3056930009020004", "36227206271667"],
  jcb: ["3566002020360505"],
  unionpay: ["6200000000000005", "6200000000000047"],
};

/** The card of a number, where it is one for tests. */
export function testCardOf(number: string): { brand: string; last4: string } | undefined {
  const found = Object.entries(NUMBERS).find(([, numbers]) => numbers.includes(number));
  return found && { brand: found[0], last4: number.slice(-4) };
}

/** Whether the last digit fits the others, as on every card there is. */
export function isCardNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const digits = number.split("").toReversed().map(Number);
  const sum = digits.reduce((total, digit, place) => {
    const doubled = digit * 2;
    return total + (place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
