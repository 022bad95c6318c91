import type { RedirectErrorCode } from "@portico/client";
import { z } from "zod";
import { type Reason, Refused } from "../reasons.ts";
import { type Contract, NOT_OF_THE_PORTAL } from "./contract.ts";
import { type Answers, PRIVATE } from "./surface.ts";

const answers: Answers<RedirectErrorCode> = {
  NOT_SIGNED_IN: { status: 401, code: "UNAUTHORIZED", message: "Authentication required" },
  NOT_ALLOWED: { status: 403, code: "FORBIDDEN" },
  NO_ORGANIZATION: {
    status: 400,
    code: "VALIDATION_ERROR",
    message: "Organization ID is required",
  },
  USER_NOT_FOUND: { status: 401, code: "UNAUTHORIZED", message: "Authentication required" },
  ORGANIZATION_NOT_FOUND: {
    status: 404,
    code: "NOT_FOUND",
    message: (id) => `Organization ${id} not found`,
  },
  BAD_REQUEST: { status: 400, code: "VALIDATION_ERROR" },
  RETURN_URL_NOT_ALLOWED: "never",
  NO_STRIPE_CUSTOMER: {
    status: 404,
    code: "NOT_FOUND",
    message: (id) => `Stripe customer for organization ${id} not found`,
  },
  PORTAL_NOT_SET_UP: { status: 500, code: "INTERNAL_ERROR" },
  ...NOT_OF_THE_PORTAL,
  TOO_MANY_REQUESTS: { status: 429, code: "TOO_MANY_REQUESTS" },
  STRIPE_UNAVAILABLE: { status: 500, code: "INTERNAL_ERROR" },
  UNEXPECTED: { status: 500, code: "INTERNAL_ERROR" },
};

/** A link: 302 to the portal, or, for a person who cannot go there, to the page that explains or finishes the job. */
export function redirect(appUrl: string): Contract {
  return {
    turnAway(request) {
      if (request.method !== "GET")
        return new Response(null, { status: 405, headers: { ...PRIVATE, allow: "GET" } });
      if (isPrefetch(request)) return new Response(null, { status: 503, headers: PRIVATE });
      return undefined;
    },

    shownAtTheDoor(request) {
      if (isOtherSitesDoing(request))
        throw new Refused("NOT_ALLOWED", {
          message: "Another site cannot open the portal. Follow the link yourself.",
        });
      // A cookie travels with images and frames too, so it counts for a navigation alone.
      return isTopNavigation(request) ? request : withoutCookies(request);
    },

    wish: async () => ({ returnUrl: `${appUrl}/organization#/plans` }),

    granted: ({ url }) =>
      new Response(null, { status: 302, headers: { ...PRIVATE, location: url } }),

    answers,

    refused(request, { status, code, message, reason, headers }) {
      if (isPersonNavigating(request)) return sendToPage(appUrl, reason);
      return Response.json({ error: { code, message } }, { status, headers });
    },

    reference: {
      summary: "Follow a link into the portal",
      description:
        "A person who cannot go there is led to the page that explains, or that signs in and goes on; a program gets the answers below.",
      granted: {
        302: { description: "To the portal, or to the page.", headers: ["Location"] },
      },
      others: { 503: { description: "A prefetch opens nothing." } },
      refusal: (codes) =>
        z.object({ error: z.object({ code: z.enum(codes), message: z.string() }) }),
    },
  };
}

function isPrefetch({ headers }: Request): boolean {
  return /prefetch|prerender/i.test(headers.get("sec-purpose") ?? headers.get("purpose") ?? "");
}

function isOtherSitesDoing(request: Request): boolean {
  return request.headers.get("sec-fetch-site") === "cross-site" && !isTopNavigation(request);
}

function isTopNavigation({ headers }: Request): boolean {
  return (
    headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-dest") === "document"
  );
}

function withoutCookies(request: Request): Request {
  if (!request.headers.has("cookie")) return request;
  const headers = new Headers(request.headers);
  headers.delete("cookie");
  return new Request(request.url, { headers });
}

/** Old browsers send no Sec-Fetch headers; what they accept tells. */
function isPersonNavigating({ headers }: Request): boolean {
  const mode = headers.get("sec-fetch-mode");
  const destination = headers.get("sec-fetch-dest");
  if (mode === null && destination === null)
    return /\btext\/html\b/i.test(headers.get("accept") ?? "");
  return mode === "navigate" && (destination === null || destination === "document");
}

function sendToPage(appUrl: string, reason: Reason): Response {
  const page = new URL("/billing", appUrl);
  if (reason === "NOT_SIGNED_IN") page.searchParams.set("continue", "portal");
  else page.searchParams.set("refused", reason);
  return new Response(null, { status: 302, headers: { ...PRIVATE, location: page.href } });
}
