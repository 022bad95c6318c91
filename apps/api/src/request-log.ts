import { Refused } from "@portico/billing";
import type { Logger } from "./log.ts";

/** The log of one request. The path is kept without its query, and no header or address of an answer. */
export interface RequestLog {
  answered(status: number): void;
  /** A refusal is part of the day; only what nobody foresaw, or Stripe's trouble, is written with its cause. */
  refused(error: unknown, about?: Record<string, unknown>): void;
}

const WORTH_A_LOOK = new Set(["UNEXPECTED", "STRIPE_UNAVAILABLE"]);

interface Asked {
  requestId: string;
  method: string;
  path: string;
}

export function logRequest(log: Logger, asked: Asked, now: () => number): RequestLog {
  const startedAt = now();
  return {
    answered(status) {
      // To add to a copy costs Node twenty times what it costs to copy into what is new.
      log.info({ status, ms: Math.round(now() - startedAt), ...asked }, "answered");
    },
    refused(error, about = {}) {
      const reason = error instanceof Refused ? error.reason : "UNEXPECTED";
      if (WORTH_A_LOOK.has(reason)) log.error({ ...asked, ...about, reason, error }, "refused");
      else log.info({ ...asked, ...about, reason }, "refused");
    },
  };
}
