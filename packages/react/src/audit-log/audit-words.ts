import type { AuditEntry } from "../trpc.ts";

/** Every sentence of the page about the audit log. */
export const auditWords = {
  heading: "Audit log",
  promise: "What was done in the name of your organization, and who was turned away.",
  entries: "Entries",
  none: "Nothing was done yet.",
  request: "Request",
  operator: "Whoever runs this service",
};

interface Deed {
  done?: string;
  refused?: string;
}

/** A server that is newer than the page may know more of them. */
const ACTIONS: ReadonlyMap<string, Deed> = new Map(
  Object.entries({
    "portal.open": { done: "Opened the portal", refused: "Was not let into the portal" },
    "checkout.start": { done: "Started a checkout", refused: "Was not let start a checkout" },
    "plan.preview": { refused: "Was not let see what a plan would cost" },
    "plan.change": { done: "Changed the plan", refused: "Was not let change the plan" },
    "plan.cancel": { done: "Cancelled the plan", refused: "Was not let cancel the plan" },
    "plan.resume": { done: "Resumed the plan", refused: "Was not let resume the plan" },
    "credits.buy": { done: "Started a checkout", refused: "Was not let buy credits" },
    "credits.spend": { refused: "Was not let spend credits" },
    "credits.view": { refused: "Was not let see the credits" },
    "billing.view": { refused: "Was not let see the billing" },
    "entitlements.read": { refused: "Was not let see what the plan includes" },
    "api_key.list": { refused: "Was not let see the API keys" },
    "api_key.make": { done: "Made an API key", refused: "Was not let make an API key" },
    "customer.link": { done: "Linked the customer at Stripe" },
    "organization.erase": { done: "Erased personal data" },
    "api_key.revoke": { done: "Revoked an API key", refused: "Was not let revoke an API key" },
    "history.read": { refused: "Was not let see the history" },
    "audit_log.read": { refused: "Was not let read the audit log" },
  } satisfies Record<AuditEntry["action"], Deed>),
);

export function actionInWords({ action, outcome, subject, subjectName }: AuditEntry): string {
  const words = ACTIONS.get(action);
  const what = (outcome === "refused" ? words?.refused : words?.done) ?? `${action}: ${outcome}`;
  return subject === null ? what : `${what}: ${subjectName ?? subject}`;
}

/** Who it was, and from where. */
export function actorInWords({ person, apiKey, address, ...named }: AuditEntry): string {
  if (apiKey !== null) return `API key ${named.apiKeyName ?? apiKey} · ${address}`;
  if (person !== null) return `${named.personName ?? person} · ${address}`;
  return address === "operator" ? auditWords.operator : `Somebody · ${address}`;
}
