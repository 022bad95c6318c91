const mark = "portico.visit";

const VISITS = ["portal", "plan", "credits"] as const;
/** What people leave this page for: Stripe's portal, or its checkout, to buy one or the other. */
export type Visit = (typeof VISITS)[number];

export function leaveFor(visit: Visit) {
  window.sessionStorage.setItem(mark, visit);
}

/** What the page was left for, now that it is here again; told once for each visit. */
export function backFrom(): Visit | null {
  const kept = window.sessionStorage.getItem(mark);
  window.sessionStorage.removeItem(mark);
  const visit = VISITS.find((each) => each === kept) ?? null;
  const said = takeFromAddress("checkout");
  if (said === "done") return visit ?? "plan";
  // Nothing was paid, so there is nothing to look for.
  if (said === "left") return null;
  // The browser's own way back says nothing of a payment that would be waited for.
  return visit && "portal";
}

function takeFromAddress(name: string): string | null {
  const address = new URL(window.location.href);
  const said = address.searchParams.get(name);
  address.searchParams.delete(name);
  if (said !== null) window.history.replaceState(window.history.state, "", address);
  return said;
}
