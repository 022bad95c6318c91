import type { Context } from "hono";

type Status = 400 | 401 | 403 | 404 | 413 | 415 | 422 | 500;

/** A refusal in Clerk's words. */
export class ClerkError extends Error {
  readonly status: Status;
  readonly code: string;
  readonly field: string | undefined;

  constructor(status: Status, code: string, message: string, field?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

export function notFound(what: string): ClerkError {
  return new ClerkError(404, "resource_not_found", `The sandbox has no ${what}.`);
}

export function answerError(error: Error, c: Context): Response {
  const known =
    error instanceof ClerkError
      ? error
      : new ClerkError(500, "internal_clerk_error", "The Clerk sandbox failed. Its log says why.");
  if (known.status === 500) console.error(error);
  return c.json(
    {
      errors: [
        {
          code: known.code,
          message: known.message,
          long_message: known.message,
          meta: known.field === undefined ? {} : { param_name: known.field },
        },
      ],
    },
    known.status,
  );
}
