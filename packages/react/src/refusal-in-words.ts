import type { Refusal } from "./refusal.ts";
import { administratorsOnly, refusalWords, silenceWords, type Words } from "./words.ts";

export function refusalInWords({ reason, requestId, retryAfter }: Refusal): Words {
  if (reason === null) return silenceWords;
  const { title, advice } = refusalWords[reason];
  if (retryAfter !== null) return { title, advice: `Try again in ${seconds(retryAfter)}.` };
  if (reason === "UNEXPECTED" && requestId)
    return { title, advice: `${advice} Quote this number: ${requestId}.` };
  return { title, advice };
}

/** On a page that is for administrators alone. */
export function closedPageInWords(refusal: Refusal): Words {
  return refusal.reason === "NOT_ALLOWED" ? administratorsOnly : refusalInWords(refusal);
}

function seconds(count: number): string {
  return count === 1 ? "a second" : `${count} seconds`;
}
