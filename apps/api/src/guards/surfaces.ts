import type { Reason } from "@portico/billing";
import { NOT_OF_THE_PORTAL } from "@portico/billing/contracts";
import { expect } from "vitest";
import { APP_URL, jsonOf } from "../testing.ts";
import { plainUrl, redirect, type Said, success, trpc, wrapped } from "./refusals.ts";

/** One of the five ways to open the portal, and what it says in the words of its documentation. */
export interface Surface {
  name: string;
  by: "session" | "apiKey";
  /** What it calls the address to return to; null where that is fixed. */
  returnField: "returnUrl" | "return_url" | null;
  method: "GET" | "POST";
  path: string;
  granted: Said;
  /** `never` marks what no request can bring about. */
  refused: Record<Reason, Said | "never">;
  /** To a body over the limit. */
  tooLarge: Said;
}

const PORTAL: unknown = expect.stringContaining("/p/session/");
const TIME: unknown = expect.any(String);
const WHOLE_SECONDS: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const invalid = (details: object) =>
  wrapped(422, "VALIDATION_FAILED", "validation failed", details);
const unavailable = wrapped(
  502,
  "BILLING_PORTAL_UNAVAILABLE",
  "billing portal session could not be created",
);
const signIn = redirect(401, "UNAUTHORIZED", "Authentication required");

export const SURFACES: Surface[] = [
  {
    name: "the mutation",
    by: "session",
    returnField: "returnUrl",
    method: "POST",
    path: "/trpc/billing.createPortal",
    granted: {
      status: 200,
      body: { result: { data: { url: PORTAL, expiresAt: TIME } } },
    },
    refused: {
      NOT_SIGNED_IN: trpc(401, "UNAUTHORIZED", "NOT_SIGNED_IN"),
      NOT_ALLOWED: trpc(403, "FORBIDDEN", "NOT_ALLOWED"),
      NO_ORGANIZATION: trpc(412, "PRECONDITION_FAILED", "NO_ORGANIZATION"),
      USER_NOT_FOUND: trpc(404, "NOT_FOUND", "USER_NOT_FOUND"),
      ORGANIZATION_NOT_FOUND: trpc(404, "NOT_FOUND", "ORGANIZATION_NOT_FOUND"),
      BAD_REQUEST: trpc(400, "BAD_REQUEST", "BAD_REQUEST"),
      RETURN_URL_NOT_ALLOWED: trpc(422, "UNPROCESSABLE_CONTENT", "RETURN_URL_NOT_ALLOWED"),
      NO_STRIPE_CUSTOMER: trpc(409, "CONFLICT", "NO_STRIPE_CUSTOMER"),
      PORTAL_NOT_SET_UP: trpc(503, "SERVICE_UNAVAILABLE", "PORTAL_NOT_SET_UP"),
      ...NOT_OF_THE_PORTAL,
      TOO_MANY_REQUESTS: trpc(429, "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS"),
      STRIPE_UNAVAILABLE: trpc(502, "BAD_GATEWAY", "STRIPE_UNAVAILABLE"),
      UNEXPECTED: trpc(500, "INTERNAL_SERVER_ERROR", "UNEXPECTED"),
    },
    tooLarge: trpc(413, "PAYLOAD_TOO_LARGE", null),
  },
  {
    name: "the link",
    by: "session",
    returnField: null,
    method: "GET",
    path: "/api/v1/operations/payment/customer-portal",
    granted: { status: 302, body: PORTAL },
    refused: {
      NOT_SIGNED_IN: signIn,
      NOT_ALLOWED: redirect(403, "FORBIDDEN"),
      NO_ORGANIZATION: redirect(400, "VALIDATION_ERROR", "Organization ID is required"),
      USER_NOT_FOUND: signIn,
      ORGANIZATION_NOT_FOUND: redirect(404, "NOT_FOUND", "Organization org_umbrella not found"),
      BAD_REQUEST: "never",
      RETURN_URL_NOT_ALLOWED: "never",
      NO_STRIPE_CUSTOMER: redirect(
        404,
        "NOT_FOUND",
        "Stripe customer for organization org_globex not found",
      ),
      PORTAL_NOT_SET_UP: redirect(500, "INTERNAL_ERROR"),
      ...NOT_OF_THE_PORTAL,
      TOO_MANY_REQUESTS: redirect(429, "TOO_MANY_REQUESTS"),
      STRIPE_UNAVAILABLE: redirect(500, "INTERNAL_ERROR"),
      UNEXPECTED: redirect(500, "INTERNAL_ERROR"),
    },
    tooLarge: redirect(413, "VALIDATION_ERROR"),
  },
  {
    name: "return_url in, url out",
    by: "session",
    returnField: "return_url",
    method: "POST",
    path: "/api/billing-portal",
    granted: { status: 200, body: { url: PORTAL } },
    refused: {
      NOT_SIGNED_IN: plainUrl(401, "UNAUTHORIZED"),
      NOT_ALLOWED: plainUrl(403, "FORBIDDEN"),
      NO_ORGANIZATION: plainUrl(401, "NO_ORGANIZATION"),
      USER_NOT_FOUND: plainUrl(401, "USER_NOT_FOUND"),
      ORGANIZATION_NOT_FOUND: plainUrl(404, "ORGANIZATION_NOT_FOUND"),
      BAD_REQUEST: plainUrl(400, "BAD_REQUEST"),
      RETURN_URL_NOT_ALLOWED: plainUrl(400, "RETURN_URL_NOT_ALLOWED"),
      NO_STRIPE_CUSTOMER: plainUrl(400, "NO_STRIPE_CUSTOMER"),
      PORTAL_NOT_SET_UP: plainUrl(500, "INTERNAL_ERROR"),
      ...NOT_OF_THE_PORTAL,
      TOO_MANY_REQUESTS: plainUrl(429, "TOO_MANY_REQUESTS"),
      STRIPE_UNAVAILABLE: plainUrl(500, "STRIPE_UNAVAILABLE"),
      UNEXPECTED: plainUrl(500, "INTERNAL_ERROR"),
    },
    tooLarge: plainUrl(413, "BAD_REQUEST"),
  },
  {
    name: "the portal by API key",
    by: "apiKey",
    returnField: "return_url",
    method: "POST",
    path: "/v1/billing/portal",
    granted: {
      status: 200,
      body: {
        success: true,
        data: {
          portal_url: PORTAL,
          expires_at: WHOLE_SECONDS,
        },
      },
    },
    refused: {
      NOT_SIGNED_IN: wrapped(401, "UNAUTHORIZED", "authentication failed"),
      NOT_ALLOWED: wrapped(403, "FORBIDDEN", "missing required scope"),
      NO_ORGANIZATION: "never",
      USER_NOT_FOUND: "never",
      ORGANIZATION_NOT_FOUND: wrapped(404, "NOT_FOUND", "organization not found"),
      BAD_REQUEST: invalid({ return_url: "is required" }),
      RETURN_URL_NOT_ALLOWED: invalid({ return_url: "must be on the allow-list" }),
      NO_STRIPE_CUSTOMER: wrapped(
        409,
        "NO_STRIPE_CUSTOMER",
        "organization has no stripe customer; subscribe first",
      ),
      PORTAL_NOT_SET_UP: unavailable,
      ...NOT_OF_THE_PORTAL,
      TOO_MANY_REQUESTS: wrapped(429, "TOO_MANY_REQUESTS", "too many requests"),
      STRIPE_UNAVAILABLE: unavailable,
      UNEXPECTED: wrapped(500, "INTERNAL_ERROR", "internal error"),
    },
    tooLarge: wrapped(413, "VALIDATION_FAILED", "validation failed", { body: "is too large" }),
  },
  {
    name: "nothing in, a success flag out",
    by: "session",
    returnField: null,
    method: "POST",
    path: "/subscriptions/portal",
    granted: { status: 200, body: { success: true, url: PORTAL } },
    refused: {
      NOT_SIGNED_IN: success(401, "UNAUTHORIZED"),
      NOT_ALLOWED: success(403, "FORBIDDEN"),
      NO_ORGANIZATION: success(404, "ORGANIZATION_NOT_FOUND"),
      USER_NOT_FOUND: success(404, "USER_NOT_FOUND"),
      ORGANIZATION_NOT_FOUND: success(404, "ORGANIZATION_NOT_FOUND"),
      BAD_REQUEST: "never",
      RETURN_URL_NOT_ALLOWED: "never",
      NO_STRIPE_CUSTOMER: success(400, "NO_STRIPE_CUSTOMER"),
      PORTAL_NOT_SET_UP: success(500, "INTERNAL_ERROR"),
      ...NOT_OF_THE_PORTAL,
      TOO_MANY_REQUESTS: success(429, "TOO_MANY_REQUESTS"),
      STRIPE_UNAVAILABLE: success(500, "STRIPE_UNAVAILABLE"),
      UNEXPECTED: success(500, "INTERNAL_ERROR"),
    },
    tooLarge: success(413, "BAD_REQUEST"),
  },
];

interface Asked {
  bearer?: string | undefined;
  /** In place of the address that is usual here. */
  body?: object;
}

export function requestTo(surface: Surface, { bearer, body }: Asked = {}): Request {
  const { method, path, returnField } = surface;
  const usual = returnField === null ? null : { [returnField]: `${APP_URL}/billing` };
  const sent = body ?? usual;
  return new Request(APP_URL + path, {
    method,
    headers: {
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(sent && { "content-type": "application/json" }),
    },
    body: sent && JSON.stringify(sent),
  });
}

/** What was answered, and where a redirect leads in place of a body. */
export async function said(answer: Response): Promise<Said> {
  const body = answer.status === 302 ? answer.headers.get("location") : await jsonOf(answer);
  return { status: answer.status, body };
}
