import type { Reason } from "@portico/billing";
import { expect } from "vitest";

/** What was answered. */
export interface Said {
  status: number;
  body: unknown;
}

const WORDS: unknown = expect.stringMatching(/\.$/);
const ULID: unknown = expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
const NUMBER: unknown = expect.any(Number);

/** How each surface says no, by its documentation. */
export const trpc = (status: number, code: string, reason: Reason | null): Said => ({
  status,
  body: {
    error: {
      code: NUMBER,
      message: WORDS,
      data: {
        code,
        httpStatus: status,
        ...(reason && { path: "billing.createPortal" }),
        reason,
        retryAfter: reason === "TOO_MANY_REQUESTS" ? NUMBER : null,
        requestId: ULID,
      },
    },
  },
});

export const redirect = (status: number, code: string, message: unknown = WORDS): Said => ({
  status,
  body: { error: { code, message } },
});

export const plainUrl = (status: number, code: string): Said => ({
  status,
  body: { error: { code, message: WORDS, request_id: ULID } },
});

export const wrapped = (status: number, code: string, message: string, details?: object): Said => ({
  status,
  body: { success: false, error: { code, message, request_id: ULID, ...(details && { details }) } },
});

export const success = (status: number, error_code: string): Said => ({
  status,
  body: { success: false, error_code, message: WORDS },
});
