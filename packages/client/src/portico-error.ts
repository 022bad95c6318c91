import {
  CREATE_BILLING_PORTAL_ERROR_CODES,
  type CreateBillingPortalErrorCode,
} from "./contracts/success-flag.ts";

/** What Portico answers, or: nobody answered, or it was not Portico who did. */
export type PorticoErrorCode = CreateBillingPortalErrorCode | "UNREACHABLE" | "UNREADABLE";

interface About {
  status: number | null;
  requestId?: string | null;
  retryAfterSeconds?: number | null;
  cause?: unknown;
}

export class PorticoError extends Error {
  override readonly name = "PorticoError";
  /** Null when there was no answer. */
  readonly status: number | null;
  /** Send it along when you ask for help. */
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    readonly code: PorticoErrorCode,
    message: string,
    { status, requestId = null, retryAfterSeconds = null, cause }: About,
  ) {
    super(message, { cause });
    this.status = status;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function unreachable(cause: unknown): PorticoError {
  return new PorticoError("UNREACHABLE", "Portico could not be reached. Try again.", {
    status: null,
    cause,
  });
}

/** What a refusal says of itself, where it is one of Portico's. */
export function refusalIn({ status, headers }: Response, body: unknown): PorticoError {
  const about = {
    status,
    requestId: headers.get("x-request-id"),
    retryAfterSeconds: secondsIn(headers.get("retry-after")),
  };
  const code = codeIn(body);
  return code === undefined
    ? new PorticoError("UNREADABLE", `Portico answered ${status} and something unreadable.`, about)
    : new PorticoError(code, textIn(body, "message") ?? code, about);
}

function codeIn(body: unknown): CreateBillingPortalErrorCode | undefined {
  const code = textIn(body, "error_code");
  return CREATE_BILLING_PORTAL_ERROR_CODES.find((each) => each === code);
}

export function textIn(body: unknown, field: string): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value: unknown = Reflect.get(body, field);
  return typeof value === "string" ? value : undefined;
}

function secondsIn(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}
