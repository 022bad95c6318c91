import { type Reason, refusalFrom } from "@portico/billing";
import type { Ask } from "../ask.ts";
import type { Metrics } from "./metrics.ts";

type Answering = (ask: Ask) => Response | Promise<Response>;

/** Counts what came of each portal that is asked for here: granted, a reason, or a status where there was neither. */
export function countOpens(metrics: Metrics, surface: string, answer: Answering): Answering {
  return async (ask) => {
    if (ask.path !== surface) return answer(ask);
    let reason: Reason | undefined;
    const refused: Ask["log"]["refused"] = (error, about) => {
      ({ reason } = refusalFrom(error));
      ask.log.refused(error, about);
    };
    const response = await answer({ ...ask, log: { ...ask.log, refused } });
    const outcome = reason ?? (response.status < 400 ? "granted" : String(response.status));
    metrics.count("portico_portal_opens_total", { surface, outcome });
    return response;
  };
}
