import type { RequestLog } from "./request-log.ts";

/** One request, with what every answer to it needs. */
export interface Ask {
  request: Request;
  requestId: string;
  log: RequestLog;
}
