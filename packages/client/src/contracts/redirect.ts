// GET /api/v1/operations/payment/customer-portal: a link. It takes nothing and answers 302.

export type RedirectErrorCode =
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "VALIDATION_ERROR"
  | "NOT_FOUND"
  | "TOO_MANY_REQUESTS"
  | "INTERNAL_ERROR";

export interface RedirectErrorResponse {
  error: { code: RedirectErrorCode; message: string };
}
