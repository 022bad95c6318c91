import type { Figures } from "@portico/db";
import type { Ask } from "../ask.ts";
import type { Metrics } from "./metrics.ts";

interface ShowMetricsNeeds {
  metrics: Metrics;
  readFigures(): Promise<Figures>;
  now(): Date;
}

/** What this process counted and what waits, or the former alone while the database is gone. */
export function showMetrics({ metrics, readFigures, now }: ShowMetricsNeeds) {
  return async ({ log }: Pick<Ask, "log">): Promise<Response> => {
    const figures = await readFigures().catch((error: unknown) => {
      log.refused(error);
      return null;
    });
    return new Response(metrics.show(figures, now()), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
    });
  };
}
