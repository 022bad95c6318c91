import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Figures } from "@portico/db";

/** What only grows while this process lives. */
const COUNTERS = {
  portico_http_answers_total: "Answers, by the class of their status.",
  portico_portal_opens_total: "Portals asked for, by surface and what came of it.",
  portico_stripe_requests_total:
    "Requests to Stripe, by the class of the answer's status, or none.",
} as const;

export interface Metrics {
  count(counter: keyof typeof COUNTERS, labels: Record<string, string>): void;
  /** As Prometheus reads it. Without figures the database could not be asked. */
  show(figures: Figures | null, now: Date): string;
}

const LOOK_EVERY_MS = 10;

export function createMetrics(): Metrics {
  const series = new Map<string, number>();
  const lag = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  lag.enable();

  return {
    count(counter, labels) {
      const text = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
      const key = `${counter}{${text.join()}}`;
      series.set(key, (series.get(key) ?? 0) + 1);
    },
    show(figures, now) {
      // What is measured is the time from one look to the next.
      const lagSeconds = Math.max(0, lag.percentile(99) / 1e9 - LOOK_EVERY_MS / 1e3);
      lag.reset();
      return [
        ...Object.entries(COUNTERS).map(([name, help]) => family(name, "counter", help, of(name))),
        ...(figures ? gaugesOf(figures, now) : []),
        gauge(
          "portico_event_loop_lag_seconds",
          "How late timers are, at worst but for 1%.",
          lagSeconds,
        ),
      ].join("");
    },
  };

  function of(counter: string): [series: string, value: number][] {
    return [...series].filter(([key]) => key.startsWith(`${counter}{`));
  }
}

/** 404 -> "4xx" */
export function statusClass(status: number): string {
  return `${Math.floor(status / 100)}xx`;
}

function gaugesOf({ letters, notices, errands }: Figures, now: Date): string[] {
  return [
    gauge("portico_letters_open", "Letters from Stripe that wait.", letters.open),
    gauge("portico_letters_dead", "Letters from Stripe that were given up.", letters.dead),
    gauge(
      "portico_letters_oldest_seconds",
      "How long the oldest of those waits.",
      secondsSince(letters.oldestOpen, now),
    ),
    gauge("portico_notices_open", "Notices to the host that wait.", notices.open),
    gauge("portico_notices_dead", "Notices to the host that were given up.", notices.dead),
    gauge("portico_errands_open", "What is still to be done at Stripe.", errands.open),
    gauge("portico_errands_dead", "What was to be done at Stripe, and given up.", errands.dead),
    gauge(
      "portico_errands_late_seconds",
      "For how long the latest of those that are open has been due.",
      secondsSince(errands.dueSince, now),
    ),
  ];
}

function secondsSince(then: Date | null, now: Date): number {
  return then ? Math.max(0, now.getTime() - then.getTime()) / 1000 : 0;
}

function gauge(name: string, help: string, value: number): string {
  return family(name, "gauge", help, [[name, value]]);
}

function family(name: string, type: string, help: string, samples: [string, number][]): string {
  const lines = samples.map((sample) => sample.join(" "));
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}
