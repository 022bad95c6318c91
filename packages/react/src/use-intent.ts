import type { Reason } from "@portico/billing";
import { useEffect, useState } from "react";
import { isReason } from "./words.ts";

/** What a link to this page asked it to do or to say. */
export type Intent = { wish: "open-portal" } | { wish: "explain"; reason: Reason };

/** An intent is there for one visit: it leaves the address before an effect declared later acts on it. */
export function useIntent(): Intent | null {
  const [intent] = useState(readIntent);
  useEffect(clearAddress, []);
  return intent;
}

function readIntent(): Intent | null {
  const wanted = new URLSearchParams(window.location.search);
  const refused = wanted.get("refused");
  if (refused !== null)
    return { wish: "explain", reason: isReason(refused) ? refused : "UNEXPECTED" };
  return wanted.get("continue") === "portal" ? { wish: "open-portal" } : null;
}

function clearAddress() {
  const address = new URL(window.location.href);
  address.searchParams.delete("continue");
  address.searchParams.delete("refused");
  if (address.href !== window.location.href)
    window.history.replaceState(window.history.state, "", address);
}
