/** An answer, while it is nobody's Response. */
export interface Answer {
  status: number;
  says: object;
  headers?: Record<string, string> | undefined;
}

interface Problem {
  status: number;
  code: string;
  message: string;
  headers?: Record<string, string>;
}

/** How everything off the contracts and off tRPC says no. */
export function problemOf(requestId: string, { status, code, message, headers }: Problem): Answer {
  return { status, says: { error: { code, message, request_id: requestId } }, headers };
}

export function problem(requestId: string, what: Problem): Response {
  return responseOf(problemOf(requestId, what));
}

export function responseOf({ status, says, headers }: Answer): Response {
  return Response.json(says, { status, headers: headers ?? {} });
}

export const PROBLEMS = {
  notFound: {
    status: 404,
    code: "NOT_FOUND",
    message: "There is nothing at this address. Check the path.",
  },
  tooLarge: {
    status: 413,
    code: "PAYLOAD_TOO_LARGE",
    message: "The body is too large. Send less.",
  },
  brokenOff: {
    status: 400,
    code: "INCOMPLETE",
    message: "The body broke off before its end. Send it again.",
  },
  unexpected: {
    status: 500,
    code: "INTERNAL_ERROR",
    message: "Something went wrong on our side. Try again; if it stays, send us the request id.",
  },
} as const satisfies Record<string, Problem>;
