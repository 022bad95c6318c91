// What a program does with an API key beside opening the portal: /v1/billing/…, /v1/credits…, /v1/entitlements.

export type VerbErrorCode =
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "VALIDATION_FAILED"
  | "NO_STRIPE_CUSTOMER"
  | "PLANS_NOT_SET_UP"
  | "NOT_MOVED_IN"
  | "ALREADY_SUBSCRIBED"
  | "NOT_SUBSCRIBED"
  | "PAYMENT_FAILED"
  | "NOT_ENOUGH_CREDITS"
  | "KEY_USED_BEFORE"
  | "NOT_IN_PLAN"
  | "TOO_MANY_REQUESTS"
  | "STRIPE_UNAVAILABLE"
  | "INTERNAL_ERROR";

export interface VerbErrorResponse {
  success: false;
  error: {
    code: VerbErrorCode;
    message: string;
    request_id: string;
    /** What is wrong with which field. */
    details?: Record<string, string>;
  };
}
