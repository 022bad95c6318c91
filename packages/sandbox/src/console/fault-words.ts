import type { FaultWish } from "../faults/fault.ts";
import type { OpenFault } from "../faults/faults.ts";

type Fault = FaultWish["fault"];

/** What the page offers; the API takes any other number. */
export const OFFERED: Fault[] = [
  { kind: "latency", milliseconds: 2_000 },
  { kind: "too_many_requests" },
  { kind: "too_many_requests", should_retry: true },
  { kind: "too_many_requests", retry_after: 10 },
  { kind: "server_error" },
  { kind: "unavailable" },
  { kind: "dropped_before" },
  { kind: "dropped_after" },
  { kind: "stale", seconds: 60 },
  { kind: "webhooks_twice" },
  { kind: "webhooks_late", milliseconds: 10_000 },
  { kind: "webhooks_shuffled", milliseconds: 10_000 },
  { kind: "webhooks_endpoint_down" },
];

export function faultWords(fault: Fault): string {
  switch (fault.kind) {
    case "latency":
      return `Requests wait ${inSeconds(fault.milliseconds)}`;
    case "too_many_requests":
      return `429: ${tooMany(fault)}`;
    case "server_error":
      return "500: something broke";
    case "unavailable":
      return "503: Stripe is away";
    case "dropped_before":
      return "The connection drops before the work";
    case "dropped_after":
      return "The connection drops after the work";
    case "stale":
      return `Reads are ${fault.seconds} seconds old`;
    case "webhooks_twice":
      return "Webhooks arrive twice";
    case "webhooks_late":
      return `Webhooks arrive ${inSeconds(fault.milliseconds)} late`;
    case "webhooks_shuffled":
      return `Webhooks arrive in any order, within ${inSeconds(fault.milliseconds)}`;
    case "webhooks_endpoint_down":
      return "Webhooks reach nobody";
  }
}

function tooMany({
  should_retry: again,
  retry_after: seconds,
}: Extract<Fault, { kind: "too_many_requests" }>): string {
  const advice = again === undefined ? "" : again ? ", says try again" : ", says do not try again";
  const wait = seconds === undefined ? "" : `, says wait ${seconds} seconds`;
  return `too many requests${advice}${wait}`;
}

function inSeconds(milliseconds: number): string {
  return milliseconds === 1000 ? "1 second" : `${milliseconds / 1000} seconds`;
}

/** For how long, and where. */
export function scopeWords({ left, ends_at, path, method }: OpenFault, now: number): string {
  const seconds = ends_at === null ? undefined : Math.ceil((ends_at - now) / 1000);
  const parts = [
    left !== null && `${left} more to come`,
    seconds !== undefined && `for ${seconds} seconds more`,
    left === null && seconds === undefined && "until you switch it off",
    method !== null && `${method} only`,
    path !== null && `below ${path}`,
  ];
  const words = parts.filter(Boolean).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
