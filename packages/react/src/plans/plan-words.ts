import { day } from "@portico/billing/words";
import type { CancelReason, OwnPlan } from "../trpc.ts";
import type { Interval } from "./offer-in-words.ts";

/** Every sentence about choosing, changing and ending a plan. */
export const planWords = {
  heading: "Plans",
  billed: "How it is billed",
  choose: "Choose",
  opening: "Opening the checkout…",
  yours: "Your plan",
  seats: "Seats",
  change: "Change plan",
  notYet: "Once the open invoice is paid, you can change the plan.",
  stay: "Stay with this plan",
  reckoning: "Working out what it costs…",
  now: "Billed now",
  next: "On the next invoice",
  nextInvoice: "Next invoice",
  left: "Kept for later invoices",
  dueNow: "To pay now",
  confirm: "Confirm the change",
  changing: "Changing the plan…",
  changed: "The plan is changed.",
  back: "Back",
  cancel: "Cancel plan",
  cancelling: "Cancelling the plan…",
  cancelled: "The plan is cancelled. Until it ends you can still keep it.",
  why: "Why do you leave?",
  noReason: "I would rather not say",
  keep: "Keep the plan",
  keeping: "Keeping the plan…",
  kept: "The plan goes on.",
} as const;

export const intervalWords: Record<Interval, string> = { month: "Monthly", year: "Yearly" };

export function trialInWords(days: number): string {
  return `${days} days free`;
}

export const CANCEL_REASONS: readonly { value: CancelReason; label: string }[] = [
  { value: "too_expensive", label: "It costs too much" },
  { value: "missing_features", label: "It lacks something we need" },
  { value: "switched_service", label: "We found something else" },
  { value: "unused", label: "We do not use it" },
  { value: "customer_service", label: "We were not helped well" },
  { value: "too_complex", label: "It is hard to use" },
  { value: "low_quality", label: "It does not work well enough" },
  { value: "other", label: "Something else" },
];

export function endInWords({ status, late, trialEnd, renewsAt }: OwnPlan): string {
  const end = status === "trialing" ? (trialEnd ?? renewsAt) : renewsAt;
  const until = end === null ? "It ends with what is paid for." : `It runs until ${day(end)}.`;
  const rest = late ? ", but the open invoice is still to be paid" : "";
  return `${until} After that nothing more is charged${rest}.`;
}
