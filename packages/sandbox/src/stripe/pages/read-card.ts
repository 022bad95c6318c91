import { isCardNumber, testCardOf } from "../bank/card-numbers.ts";
import type { CardFace } from "../payment-methods/new-card.ts";

type Name = "number" | "expiry" | "cvc" | "name";

/** What is wrong with a card, field by field, and what may be shown again of what was typed. */
export interface CardTrouble {
  problems: Partial<Record<Name, string>>;
  typed: { expiry: string; name: string };
}

/** A card as it was typed: the face of a test card, or what is wrong with it. Neither number nor CVC goes further. */
export function readCard(
  form: URLSearchParams,
  now: number,
): { card: Required<CardFace> } | { trouble: CardTrouble } {
  const typed = { expiry: textOf(form, "card_expiry"), name: textOf(form, "card_name") };
  const number = textOf(form, "card_number").replaceAll(/[\s-]/g, "");
  const known = testCardOf(number);
  const expiry = readExpiry(typed.expiry);
  const cvc = textOf(form, "card_cvc");
  const problems = {
    ...(!known && { number: numberProblem(number) }),
    ...((!expiry || isOver(expiry, now)) && { expiry: expiryProblem(typed.expiry, expiry) }),
    ...(!fits(cvc, known?.brand) && { cvc: cvcProblem(known?.brand) }),
    ...(typed.name === "" && { name: "Type the name that is on the card." }),
  };
  if (!known || !expiry || Object.keys(problems).length > 0)
    return { trouble: { problems, typed } };
  const { month, year } = expiry;
  return { card: { ...known, exp_month: month, exp_year: year, name: typed.name } };
}

/** The bank did not take it, which is the number's fault. */
export function refusedCard({ exp_month, exp_year, name }: CardFace, problem: string): CardTrouble {
  const expiry = `${String(exp_month).padStart(2, "0")} / ${String(exp_year).slice(-2)}`;
  return { problems: { number: problem }, typed: { expiry, name: name ?? "" } };
}

function numberProblem(number: string): string {
  if (number === "") return "Type the number of a test card.";
  if (!isCardNumber(number)) return "This is not the number of a card. Please check it.";
  return "This card is not one for tests, and the sandbox takes no other. Try 4242 4242 4242 4242.";
}

interface Expiry {
  month: number;
  year: number;
}

function readExpiry(typed: string): Expiry | undefined {
  const [, month, year] = /^(\d{1,2})\s*[/-]?\s*(?:20)?(\d{2})$/.exec(typed) ?? [];
  if (month === undefined || year === undefined || Number(month) < 1 || Number(month) > 12)
    return undefined;
  return { month: Number(month), year: 2000 + Number(year) };
}

/** A card is good until its month ends. */
function isOver({ month, year }: Expiry, now: number): boolean {
  return Date.UTC(year, month) <= now * 1000;
}

function expiryProblem(typed: string, expiry: Expiry | undefined): string {
  if (typed === "") return "Type the month and the year in which the card expires.";
  return expiry
    ? "This card has expired."
    : "Write month and year as on the card, such as 04 / 30.";
}

function fits(cvc: string, brand: string | undefined): boolean {
  if (brand === undefined) return /^\d{3,4}$/.test(cvc);
  return brand === "amex" ? /^\d{4}$/.test(cvc) : /^\d{3}$/.test(cvc);
}

function cvcProblem(brand: string | undefined): string {
  return brand === "amex"
    ? "Type the 4 digits on the front. Any will do here."
    : "Type the 3 digits on the back. Any will do here.";
}

function textOf(form: URLSearchParams, name: string): string {
  return form.get(name)?.trim() ?? "";
}
