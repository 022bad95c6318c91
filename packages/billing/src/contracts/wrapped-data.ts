import type { WrappedDataErrorCode, WrappedDataResponse } from "@portico/client";
import { z } from "zod";
import { type Contract, NOT_OF_THE_PORTAL } from "./contract.ts";
import { readJson } from "./json-body.ts";
import type { Answer, Answers } from "./surface.ts";
import { wrapped, wrappedRefusal, wrappedRefusalShape, wrappedShape } from "./wrapped.ts";

const invalid: Answer<WrappedDataErrorCode> = {
  status: 422,
  code: "VALIDATION_FAILED",
  message: "validation failed",
};

const answers: Answers<WrappedDataErrorCode> = {
  NOT_SIGNED_IN: { status: 401, code: "UNAUTHORIZED", message: "authentication failed" },
  NOT_ALLOWED: { status: 403, code: "FORBIDDEN", message: "missing required scope" },
  NO_ORGANIZATION: "never",
  USER_NOT_FOUND: "never",
  ORGANIZATION_NOT_FOUND: { status: 404, code: "NOT_FOUND", message: "organization not found" },
  BAD_REQUEST: invalid,
  RETURN_URL_NOT_ALLOWED: invalid,
  NO_STRIPE_CUSTOMER: {
    status: 409,
    code: "NO_STRIPE_CUSTOMER",
    message: "organization has no stripe customer; subscribe first",
  },
  PORTAL_NOT_SET_UP: {
    status: 502,
    code: "BILLING_PORTAL_UNAVAILABLE",
    message: "billing portal session could not be created",
  },
  ...NOT_OF_THE_PORTAL,
  TOO_MANY_REQUESTS: { status: 429, code: "TOO_MANY_REQUESTS", message: "too many requests" },
  STRIPE_UNAVAILABLE: {
    status: 502,
    code: "BILLING_PORTAL_UNAVAILABLE",
    message: "billing portal session could not be created",
  },
  UNEXPECTED: { status: 500, code: "INTERNAL_ERROR", message: "internal error" },
};

const body = z.object(
  {
    return_url: z.string({
      error: ({ input }) => (input == null ? "is required" : "must be text"),
    }),
  },
  { error: "must be a JSON object" },
);

/** For programs, by API key: `return_url` in, `portal_url` out, and of the portal only what concerns payments. */
export const wrappedData: Contract = {
  wish: async (request) => ({
    returnUrl: (await readJson(body, request)).return_url,
    configuration: "payments",
  }),
  granted: ({ url, expiresAt }) =>
    wrapped({
      portal_url: url,
      expires_at: wholeSeconds(expiresAt),
    } satisfies WrappedDataResponse["data"]),
  answers,
  refused: wrappedRefusal,
  reference: {
    summary: "Open the portal for payments, by API key",
    description:
      "Payment methods, invoices and billing details; plans are neither changed nor cancelled there. Needs the scope billing:write.",
    body,
    granted: {
      200: {
        description: "Send the person there, before it expires.",
        body: wrappedShape(z.object({ portal_url: z.url(), expires_at: z.iso.datetime() })),
      },
    },
    refusal: wrappedRefusalShape,
  },
};

function wholeSeconds(time: string): string {
  return time.replace(/\.\d+Z$/, "Z");
}
