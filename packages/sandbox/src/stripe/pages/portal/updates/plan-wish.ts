import type Stripe from "stripe";
import type { Books } from "../../../books/books.ts";
import type { Subscription } from "../../../books/shapes.ts";
import { codeTyped } from "../../../discounts/redeemable.ts";
import { StripeProblem } from "../../../problem.ts";
import { nextPhase } from "../../../schedules/change-later.ts";
import type { Visit } from "../visit.ts";
import { type Choice, choiceOf, choicesFor } from "./choices.ts";

/** What somebody wants to have instead of what they have. */
export interface PlanWish {
  choice: Choice;
  quantity: number;
  discounts: { coupon?: string; promotion_code?: string }[];
  /** The code as it was typed. */
  code: string;
}

/** What cannot be had, and which field says so. */
export interface WishProblem {
  at: "price" | "quantity" | "code";
  problem: string;
}

/** The wish in a form, or what is wrong with it. A link that names the change leaves nothing to wish. */
export function readWish(
  books: Books,
  visit: Visit,
  plan: Subscription,
  form: URLSearchParams,
): PlanWish | WishProblem {
  const named = namedByLink(books, visit, plan);
  if (named) return named;
  const choice = choicesFor(books, visit, plan).find(({ price }) => price.id === form.get("price"));
  if (!choice) return { at: "price", problem: "Choose a plan." };
  const had = plan.items.data[0]?.quantity ?? 1;
  const quantity = choice.quantity ? Number(form.get("quantity") ?? had) : had;
  const { minimum = 0, maximum = null } = choice.quantity ?? {};
  if (!Number.isInteger(quantity) || quantity < minimum || quantity > (maximum ?? Infinity))
    return { at: "quantity", problem: `Choose ${rangeWords(minimum, maximum)} of ${choice.name}.` };
  const code = form.get("code")?.trim() ?? "";
  if (isHad(books, plan, choice, quantity) && code === "")
    return { at: "price", problem: "This is what you have already. Choose something else." };
  if (code === "") return { choice, quantity, code, discounts: [] };
  const found = codeNamed(books, visit, code);
  return "problem" in found
    ? found
    : { choice, quantity, code, discounts: [{ promotion_code: found.id }] };
}

/** Unless something else waits, which choosing this takes back. */
function isHad(books: Books, plan: Subscription, { current }: Choice, quantity: number): boolean {
  const [item] = plan.items.data;
  return current && quantity === (item?.quantity ?? 1) && !nextPhase(books, plan);
}

export function rangeWords(minimum: number, maximum: number | null): string {
  return maximum === null ? `${minimum} or more` : `${minimum} to ${maximum}`;
}

function codeNamed(books: Books, visit: Visit, code: string): Stripe.PromotionCode | WishProblem {
  if (!takesCodes(visit)) return { at: "code", problem: "Codes cannot be used here." };
  try {
    return codeTyped(books, code);
  } catch (problem) {
    if (problem instanceof StripeProblem) return { at: "code", problem: "There is no such code." };
    throw problem;
  }
}

export function takesCodes({ configuration }: Visit): boolean {
  return configuration.features.subscription_update.default_allowed_updates.includes(
    "promotion_code",
  );
}

function namedByLink(books: Books, { flow }: Visit, plan: Subscription): PlanWish | undefined {
  const [item] = plan.items.data;
  const { items: [wanted] = [], discounts } = flow?.subscription_update_confirm ?? {};
  if (!item || !wanted) return undefined;
  const price = books.prices.find(wanted.price ?? "") ?? item.price;
  return {
    choice: choiceOf(books, plan, price),
    quantity: wanted.quantity ?? item.quantity ?? 1,
    code: "",
    discounts: (discounts ?? []).map(({ coupon, promotion_code: code }) => ({
      ...(coupon && { coupon }),
      ...(code && { promotion_code: code }),
    })),
  };
}
