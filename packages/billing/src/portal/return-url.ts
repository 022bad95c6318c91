import { Refused } from "../reasons.ts";

export interface ReturnRule {
  /** Exact origins, as `new URL(…).origin` writes them. */
  origins: readonly string[];
  /** With a live key plain http is refused everywhere, localhost included. */
  livemode: boolean;
}

const LONGEST = 2048;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The judged address in canonical form, so that Stripe reads it exactly as we did. */
export function judgeReturnUrl(rule: ReturnRule, text: string): string {
  const url = readPlainUrl(text);
  if (!url || !rule.origins.includes(url.origin) || !isSafe(url, rule))
    throw new Refused("RETURN_URL_NOT_ALLOWED");
  return url.href;
}

/** Browsers and servers disagree about backslashes, white space and invisible characters; none belongs in an address. */
function readPlainUrl(text: string): URL | undefined {
  if (
    text.length > LONGEST ||
    !/^https?:\/\/[^\s\\\p{Cc}\p{Cf}]+$/u.test(text) ||
    !URL.canParse(text)
  )
    return undefined;
  return new URL(text);
}

function isSafe(url: URL, rule: ReturnRule): boolean {
  if (url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (LOOPBACK.has(url.hostname) && !rule.livemode);
}
