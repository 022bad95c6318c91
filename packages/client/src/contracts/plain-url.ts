// POST /api/billing-portal, with a person's token.

export interface PlainUrlRequest {
  /** Where the portal leads back to; its origin has to be on the list of allowed ones. */
  return_url: string;
}

export interface PlainUrlResponse {
  url: string;
}

export type PlainUrlErrorCode =
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NO_ORGANIZATION"
  | "USER_NOT_FOUND"
  | "ORGANIZATION_NOT_FOUND"
  | "BAD_REQUEST"
  | "RETURN_URL_NOT_ALLOWED"
  | "NO_STRIPE_CUSTOMER"
  | "TOO_MANY_REQUESTS"
  | "STRIPE_UNAVAILABLE"
  | "INTERNAL_ERROR";

export interface PlainUrlErrorResponse {
  error: { code: PlainUrlErrorCode; message: string; request_id: string };
}
