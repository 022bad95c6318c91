export interface ProblemBody {
  type: "invalid_request_error" | "api_error" | "card_error" | "idempotency_error";
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  charge?: string;
  payment_intent?: object;
  setup_intent?: object;
}

/** A request Stripe refuses, in Stripe's own words. */
export class StripeProblem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
    readonly headers: Record<string, string> = {},
  ) {
    super(body.message);
  }
}

export function invalid(
  message: string,
  more: { code?: string; param?: string } = {},
): StripeProblem {
  return new StripeProblem(400, { type: "invalid_request_error", message, ...more });
}

export function missingParam(param: string): StripeProblem {
  return invalid(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

export function tooSmall(param: string, least: number): StripeProblem {
  return invalid(`This value must be greater than or equal to ${least}.`, {
    code: "parameter_invalid_integer",
    param,
  });
}

export function past(param: string, time: number): StripeProblem {
  return invalid(
    `The parameter \`${param}\` expects a unix timestamp representing a date and time in the future. ` +
      `You specified the value \`${time}\` which is in the past.`,
    { param },
  );
}

export function emptied(param: string): StripeProblem {
  return invalid(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    { code: "parameter_invalid_empty", param },
  );
}

/** An unknown id is 404 in the path and 400 in a parameter. */
export function missing(
  what: string,
  id: string,
  where: { path: string } | { param: string },
): StripeProblem {
  const param = "path" in where ? where.path : where.param;
  return new StripeProblem("path" in where ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param,
  });
}

/** Keys in order, as Stripe prints them; a code leads to its page. */
export function problemJson(body: ProblemBody, log: string) {
  const { code } = body;
  const all = { ...body, ...(code && { doc_url: pageOfCode(code) }), request_log_url: log };
  return {
    error: Object.fromEntries(
      Object.entries(all).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  };
}

export function pageOfCode(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
}
