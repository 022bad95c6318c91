import { beforeEach, expect, it } from "vitest";
import { CARD, openTestPages } from "./testing.ts";

let open: ReturnType<typeof openTestPages>;
let form: string;
beforeEach(async () => {
  open = openTestPages();
  form = `${await open.linkFor("cus_acme")}/cards/new`;
});

const cardsOf = async (customer: string) =>
  (await open.stripe.customers.listPaymentMethods(customer)).data;

it.each([
  ["4000 0566 5566 5556", "123", "Visa ending in 5556"],
  ["5555-5555-5555-4444", "123", "Mastercard ending in 4444"],
  ["378282246310005", "1234", "American Express ending in 0005"],
  ["3566002020360505", "123", "JCB ending in 0505"],
  ["4000 0000 0000 0341", "123", "Visa ending in 0341"],
])("takes %s, a card for tests", async (card_number, card_cvc, name) => {
  await open.sent(form, { ...CARD, card_number, card_cvc });
  const [card] = await cardsOf("cus_acme");
  expect(card).toMatchObject({
    billing_details: { name: "Ada Lovelace" },
    card: { last4: name.slice(-4), exp_month: 4, exp_year: 2040 },
  });
});

it.each([
  ["no number", { card_number: "" }, "Type the number of a test card."],
  [
    "a mistyped number",
    { card_number: "4242 4242 4242 4243" },
    "This is not the number of a card.",
  ],
  ["a real card", { card_number: "4539 5787 6362 1486" }, "Try 4242 4242 4242 4242."],
  ["a card that is over", { card_expiry: "01/20" }, "This card has expired."],
  ["a date that is none", { card_expiry: "13/40" }, "Write month and year as on the card"],
  ["too short a CVC", { card_cvc: "12" }, "Type the 3 digits on the back."],
  ["nobody's card", { card_name: " " }, "Type the name that is on the card."],
])("refuses %s in plain words", async (_, mistake, words) => {
  const answer = await open.send(form, { ...CARD, ...mistake });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain(words);
  expect(page).toContain('aria-invalid="true"');
  expect(await cardsOf("cus_acme")).toHaveLength(1);
});

it("keeps what was typed, but neither number nor CVC", async () => {
  const page = await open.sent(form, { ...CARD, card_cvc: "98", card_name: "<Ada>" });
  expect(page).toContain('value="04 / 40"');
  expect(page).toContain('value="&lt;Ada&gt;"');
  expect(page).not.toMatch(/value="[^"]*4242/);
  expect(page).not.toContain('value="98"');
});

it.each([
  ["4000 0000 0000 0002", "Your card was declined. Try another card."],
  ["4000 0000 0000 9995", "Your card has insufficient funds. Try another card."],
])("says why the bank declined %s, which is then nobody's", async (card_number, words) => {
  expect(await open.sent(form, { ...CARD, card_number })).toContain(words);
  expect(await cardsOf("cus_acme")).toHaveLength(1);
  expect(await open.newest(2)).toEqual(["setup_intent.setup_failed", "setup_intent.created"]);
});
