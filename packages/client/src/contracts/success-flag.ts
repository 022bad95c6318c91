// POST /subscriptions/portal, with a person's token. It takes neither a query nor a body.

export interface CreateBillingPortalResponse {
  success: true;
  /** A credential: send the person there, and keep it nowhere. */
  url: string;
}

export const CREATE_BILLING_PORTAL_ERROR_CODES = [
  "UNAUTHORIZED",
  "FORBIDDEN",
  "USER_NOT_FOUND",
  "ORGANIZATION_NOT_FOUND",
  "BAD_REQUEST",
  "NO_STRIPE_CUSTOMER",
  "TOO_MANY_REQUESTS",
  "STRIPE_UNAVAILABLE",
  "INTERNAL_ERROR",
] as const;

export type CreateBillingPortalErrorCode = (typeof CREATE_BILLING_PORTAL_ERROR_CODES)[number];

export interface CreateBillingPortalErrorResponse {
  success: false;
  error_code: CreateBillingPortalErrorCode;
  message: string;
}
