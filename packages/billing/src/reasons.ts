/** Every way billing can say no. A new one does not compile until each surface has an answer for it. */
export const REASONS = [
  "NOT_SIGNED_IN",
  "NOT_ALLOWED",
  "NO_ORGANIZATION",
  "USER_NOT_FOUND",
  "ORGANIZATION_NOT_FOUND",
  "BAD_REQUEST",
  "RETURN_URL_NOT_ALLOWED",
  "NO_STRIPE_CUSTOMER",
  "PORTAL_NOT_SET_UP",
  "PLANS_NOT_SET_UP",
  "NOT_MOVED_IN",
  "ALREADY_SUBSCRIBED",
  "NOT_SUBSCRIBED",
  "PAYMENT_FAILED",
  "NOT_ENOUGH_CREDITS",
  "KEY_USED_BEFORE",
  "NOT_IN_PLAN",
  "TOO_MANY_API_KEYS",
  "TOO_MANY_REQUESTS",
  "STRIPE_UNAVAILABLE",
  "UNEXPECTED",
] as const;

export type Reason = (typeof REASONS)[number];

interface Circumstances {
  /** Words for this one case, where the usual ones would not help. */
  message?: string;
  /** For the log alone. */
  cause?: unknown;
  retryAfterSeconds?: number | undefined;
  /** What is wrong with which field, in a few words each. */
  fields?: Record<string, string> | undefined;
}

/** What happened and what to do, for the person who asked. */
const WORDS: Record<Reason, string> = {
  NOT_SIGNED_IN: "You are not signed in. Sign in and try again.",
  NOT_ALLOWED: "Your role does not include billing. Ask an admin of your organization.",
  NO_ORGANIZATION: "No organization is chosen. Choose one and try again.",
  USER_NOT_FOUND: "This account no longer exists. Sign in with another one.",
  ORGANIZATION_NOT_FOUND: "This organization no longer exists. Choose another one.",
  BAD_REQUEST: "The request could not be read. Check what was sent.",
  RETURN_URL_NOT_ALLOWED: "The address to return to is not on the list of allowed origins.",
  NO_STRIPE_CUSTOMER:
    "This organization has never subscribed, so there is no billing to manage yet. Subscribe first.",
  PORTAL_NOT_SET_UP:
    "This portal does not exist at Stripe yet. Whoever runs this service has to run: portico portal apply.",
  PLANS_NOT_SET_UP:
    "This plan is not on sale at Stripe yet. Whoever runs this service has to run: portico plans apply.",
  NOT_MOVED_IN:
    "The customers that Stripe knows already were not linked to organizations yet. Whoever runs this service has to run: portico link plan.",
  ALREADY_SUBSCRIBED: "This organization has a plan already. Change that one.",
  NOT_SUBSCRIBED: "This organization has no plan to change. Choose one first.",
  PAYMENT_FAILED:
    "The payment did not go through, so nothing was changed. Update the card and try again.",
  NOT_ENOUGH_CREDITS: "There are not enough credits left. Buy some and try again.",
  KEY_USED_BEFORE: "This key was used before, for another amount. Use a new one.",
  NOT_IN_PLAN: "The plan of this organization does not include this. Choose another plan.",
  TOO_MANY_API_KEYS:
    "This organization has as many API keys as it may have. Revoke one that nobody needs.",
  TOO_MANY_REQUESTS: "That was asked too often. Wait a moment and try again.",
  STRIPE_UNAVAILABLE: "Stripe cannot be reached just now. Try again in a minute.",
  UNEXPECTED: "Something went wrong on our side. Try again; if it stays, send us the request id.",
};

export class Refused extends Error {
  override readonly name = "Refused";
  readonly retryAfterSeconds: number | undefined;
  readonly fields: Record<string, string> | undefined;

  constructor(
    readonly reason: Reason,
    { message, cause, retryAfterSeconds, fields }: Circumstances = {},
  ) {
    super(message ?? WORDS[reason], { cause });
    this.retryAfterSeconds = retryAfterSeconds;
    this.fields = fields;
  }
}

/** What is wrong with one field, which is all that is wrong. */
export function wrongField(field: string, message: string): Refused {
  return new Refused("BAD_REQUEST", { message, fields: { [field]: message } });
}

/** An error nobody foresaw keeps its cause for the log and shows none of it. */
export function refusalFrom(error: unknown): Refused {
  return error instanceof Refused ? error : new Refused("UNEXPECTED", { cause: error });
}
