import type { CreateBillingPortalErrorCode, CreateBillingPortalResponse } from "@portico/client";
import { z } from "zod";
import { type Contract, NOT_OF_THE_PORTAL } from "./contract.ts";
import { type Answers, PRIVATE } from "./surface.ts";

const answers: Answers<CreateBillingPortalErrorCode> = {
  NOT_SIGNED_IN: { status: 401, code: "UNAUTHORIZED" },
  NOT_ALLOWED: { status: 403, code: "FORBIDDEN" },
  NO_ORGANIZATION: { status: 404, code: "ORGANIZATION_NOT_FOUND" },
  USER_NOT_FOUND: { status: 404, code: "USER_NOT_FOUND" },
  ORGANIZATION_NOT_FOUND: { status: 404, code: "ORGANIZATION_NOT_FOUND" },
  BAD_REQUEST: { status: 400, code: "BAD_REQUEST" },
  RETURN_URL_NOT_ALLOWED: "never",
  NO_STRIPE_CUSTOMER: { status: 400, code: "NO_STRIPE_CUSTOMER" },
  PORTAL_NOT_SET_UP: { status: 500, code: "INTERNAL_ERROR" },
  ...NOT_OF_THE_PORTAL,
  TOO_MANY_REQUESTS: { status: 429, code: "TOO_MANY_REQUESTS" },
  STRIPE_UNAVAILABLE: { status: 500, code: "STRIPE_UNAVAILABLE" },
  UNEXPECTED: { status: 500, code: "INTERNAL_ERROR" },
};

/** Nothing in, `success` and `url` out. */
export function successFlag(appUrl: string): Contract {
  return {
    wish: async () => ({ returnUrl: `${appUrl}/billing` }),
    granted: ({ url }) =>
      Response.json({ success: true, url } satisfies CreateBillingPortalResponse, {
        headers: PRIVATE,
      }),
    answers,
    refused: (_, { status, code, message, headers }) =>
      Response.json({ success: false, error_code: code, message }, { status, headers }),
    reference: {
      summary: "Open the portal: nothing in, a success flag and url out",
      granted: {
        200: {
          description: "Send the person there.",
          body: z.object({ success: z.literal(true), url: z.url() }),
        },
      },
      refusal: (codes) =>
        z.object({ success: z.literal(false), error_code: z.enum(codes), message: z.string() }),
    },
  };
}
