import type { RequestFault } from "../../faults/fault.ts";
import { StripeProblem } from "../problem.ts";

type Refusing = Extract<
  RequestFault,
  { kind: "too_many_requests" | "server_error" | "unavailable" }
>;

/** What Stripe says when it is busy, broken or away. */
export function faultProblem(fault: Refusing): StripeProblem {
  if (fault.kind === "too_many_requests") return tooMany(fault);
  if (fault.kind === "server_error")
    return apiError(500, "An unknown error occurred. The sandbox was asked for it.");
  return apiError(503, "Stripe is not available right now. The sandbox was asked for it.");
}

function tooMany({
  should_retry: again,
  retry_after: seconds,
}: Refusing & { kind: "too_many_requests" }) {
  const headers = {
    ...(again !== undefined && { "stripe-should-retry": String(again) }),
    ...(seconds !== undefined && { "retry-after": String(seconds) }),
  };
  const type = "invalid_request_error";
  // Stripe asks for another try where an object is locked, and not where there are too many requests.
  if (again)
    return new StripeProblem(429, { type, code: "lock_timeout", message: LOCKED }, headers);
  return new StripeProblem(429, { type, code: "rate_limit", message: TOO_FAST }, headers);
}

const LOCKED =
  "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. " +
  "If you see this error intermittently, retry the request. If you see this error frequently and are making multiple " +
  "concurrent requests to a single object, make your requests serially or at a lower rate.";
const TOO_FAST =
  "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.";

function apiError(status: number, message: string): StripeProblem {
  return new StripeProblem(status, { type: "api_error", message });
}
