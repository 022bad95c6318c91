import { basename, dirname } from "node:path/posix";
import { type Reason, refusalFrom } from "@portico/billing";
import type { Ask } from "../ask.ts";
import type { Metrics } from "./metrics.ts";

type Answering = (ask: Ask) => Response | Promise<Response>;

/** Counts what came of each portal that is asked for here: granted, a reason, or a status where there was neither. */
export function countOpens(metrics: Metrics, surface: string, answer: Answering): Answering {
  const [folder, name] = [dirname(surface), basename(surface)];
  return async (ask) => {
    const asked = opensIn(ask.path);
    if (asked === 0) return answer(ask);
    const reasons: Reason[] = [];
    const refused: Ask["log"]["refused"] = (error, about) => {
      if ((about?.["procedure"] ?? name) === name) reasons.push(refusalFrom(error).reason);
      ask.log.refused(error, about);
    };
    const response = await answer({ ...ask, log: { ...ask.log, refused } });
    if (ask.request.headers.has("trpc-accept")) return onceSent(response, count);
    count();
    return response;

    function count() {
      const otherwise = response.status < 400 ? "granted" : (reasons[0] ?? String(response.status));
      for (let at = 0; at < asked; at += 1)
        metrics.count("portico_portal_opens_total", { surface, outcome: reasons[at] ?? otherwise });
    }
  };

  /** tRPC takes several in one: /trpc/billing.createPortal,billing.refresh */
  function opensIn(path: string): number {
    if (dirname(path) !== folder) return 0;
    return basename(path)
      .split(",")
      .filter((each) => each === name).length;
  }
}

/** A stream begins before it is known what comes of each. */
function onceSent(response: Response, tell: () => void): Response {
  const end = new TransformStream<Uint8Array, Uint8Array>({ flush: tell });
  return new Response(response.body?.pipeThrough(end) ?? null, response);
}
