import type { AppDeps } from "./deps.ts";
import { statusClass } from "./metrics/metrics.ts";
import { requestIdOf } from "./request-id.ts";
import { logRequest, type RequestLog } from "./request-log.ts";

/** What is known of a request before it is read. */
interface Arrival {
  method: string;
  path: string;
  /** As whoever asks calls it. */
  inboundId: string | null;
}

export interface Received {
  requestId: string;
  log: RequestLog;
  /** What no answer should lack. */
  headers: Readonly<Record<string, string>>;
  answered(status: number): void;
}

/** Gives each request its id and its log, and counts each answer. */
export function createReception({ log, now, metrics }: Pick<AppDeps, "log" | "now" | "metrics">) {
  return ({ method, path, inboundId }: Arrival): Received => {
    const requestId = requestIdOf(inboundId);
    const requestLog = logRequest(log, { requestId, method, path }, () => now().getTime());
    return {
      requestId,
      log: requestLog,
      headers: { "x-request-id": requestId, "x-content-type-options": "nosniff" },
      answered(status) {
        requestLog.answered(status);
        metrics.count("portico_http_answers_total", { class: statusClass(status) });
      },
    };
  };
}

export type Reception = ReturnType<typeof createReception>;
