import { type DestinationStream, type Logger, pino } from "pino";

/** Whatever the sentence it stands in: keys, tokens, and addresses of the portal and of checkouts. */
const SECRETS = [
  /\b[a-z][a-z0-9]*_(?:test|live)_[0-9a-f]{72}/g,
  /\b[sr]k_(?:test|live)_\w+/g,
  /\bwhsec_[\w+/=-]+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /https?:\/\/[^\s"\\]+\/(?:p\/session|c\/pay)\/[^\s"\\]*/g,
  /(?<=__clerk_ticket=|__clerk_db_jwt=)[^\s"\\&]+/g,
];

export type { Logger };

export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
      hooks: { streamWrite: hideSecrets },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

/** Few lines hold anything that even looks like one. */
const SUSPECT = /_(?:test|live)_|whsec_|eyJ|\/p\/session\/|\/c\/pay\/|__clerk/;

function hideSecrets(line: string): string {
  if (!SUSPECT.test(line)) return line;
  return SECRETS.reduce((text, secret) => text.replace(secret, "[hidden]"), line);
}

/** An error and what caused it, without the requests and answers that libraries hang on theirs. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    name: error.name,
    message: withoutParams(error, error.message),
    stack: withoutParams(error, error.stack ?? ""),
    ...("statusCode" in error && { statusCode: error.statusCode }),
    ...("code" in error && { code: error.code }),
    ...("requestId" in error && { stripeRequestId: error.requestId }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** Which question the database failed is for us to know; about whom it was asked is not for a log. */
function withoutParams(error: Error, text: string): string {
  return "params" in error ? text.replace(`\nparams: ${String(error.params)}`, "") : text;
}
