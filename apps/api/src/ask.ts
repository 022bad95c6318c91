import type { Quota } from "./limits/limits.ts";
import type { RequestLog } from "./request-log.ts";

/** One request, with what every answer to it needs. */
export interface Ask {
  request: Request;
  /** Without its query. */
  path: string;
  requestId: string;
  log: RequestLog;
  /** Where it comes from. */
  address: string;
  /** Who is connected: where it comes from, or the last proxy on its way. */
  peer: string | undefined;
  /** What it was counted against so far. */
  quotas: Map<string, Quota>;
}
