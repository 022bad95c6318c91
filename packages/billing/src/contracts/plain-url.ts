import type { PlainUrlErrorCode, PlainUrlResponse } from "@portico/client";
import { z } from "zod";
import { type Contract, NOT_OF_THE_PORTAL } from "./contract.ts";
import { readJson } from "./json-body.ts";
import { type Answers, PRIVATE } from "./surface.ts";

const answers: Answers<PlainUrlErrorCode> = {
  NOT_SIGNED_IN: { status: 401, code: "UNAUTHORIZED" },
  NOT_ALLOWED: { status: 403, code: "FORBIDDEN" },
  NO_ORGANIZATION: { status: 401, code: "NO_ORGANIZATION" },
  USER_NOT_FOUND: { status: 401, code: "USER_NOT_FOUND" },
  ORGANIZATION_NOT_FOUND: { status: 404, code: "ORGANIZATION_NOT_FOUND" },
  BAD_REQUEST: { status: 400, code: "BAD_REQUEST" },
  RETURN_URL_NOT_ALLOWED: { status: 400, code: "RETURN_URL_NOT_ALLOWED" },
  NO_STRIPE_CUSTOMER: { status: 400, code: "NO_STRIPE_CUSTOMER" },
  PORTAL_NOT_SET_UP: { status: 500, code: "INTERNAL_ERROR" },
  ...NOT_OF_THE_PORTAL,
  TOO_MANY_REQUESTS: { status: 429, code: "TOO_MANY_REQUESTS" },
  STRIPE_UNAVAILABLE: { status: 500, code: "STRIPE_UNAVAILABLE" },
  UNEXPECTED: { status: 500, code: "INTERNAL_ERROR" },
};

const body = z.object({ return_url: z.string() });

/** `return_url` in, `url` out. */
export const plainUrl: Contract = {
  wish: async (request) => ({ returnUrl: (await readJson(body, request)).return_url }),
  granted: ({ url }) => Response.json({ url } satisfies PlainUrlResponse, { headers: PRIVATE }),
  answers,
  refused: (_, { requestId, status, code, message, headers }) =>
    Response.json({ error: { code, message, request_id: requestId } }, { status, headers }),
  reference: {
    summary: "Open the portal: return_url in, url out",
    body,
    granted: { 200: { description: "Send the person there.", body: z.object({ url: z.url() }) } },
    refusal: (codes) =>
      z.object({
        error: z.object({ code: z.enum(codes), message: z.string(), request_id: z.string() }),
      }),
  },
};
