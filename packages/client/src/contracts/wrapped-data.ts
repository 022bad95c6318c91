// POST /v1/billing/portal, with an API key that has the scope billing:write.

export interface WrappedDataRequest {
  /** Where the portal leads back to; its origin has to be on the list of allowed ones. */
  return_url: string;
}

export interface WrappedDataResponse {
  success: true;
  data: {
    portal_url: string;
    /** Until then the address can be followed, in ISO 8601; ask again rather than keep it. */
    expires_at: string;
  };
}

export type WrappedDataErrorCode =
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "NO_STRIPE_CUSTOMER"
  | "VALIDATION_FAILED"
  | "TOO_MANY_REQUESTS"
  | "BILLING_PORTAL_UNAVAILABLE"
  | "INTERNAL_ERROR";

export interface WrappedDataErrorResponse {
  success: false;
  error: {
    code: WrappedDataErrorCode;
    message: string;
    request_id: string;
    /** What is wrong with which field. */
    details?: Record<string, string>;
  };
}
