import { StripeProblem } from "../problem.ts";

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth " +
  "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can " +
  "help at https://support.stripe.com/.";

/** Any test key will do; a live one has no business here. */
export function requireKey(request: Request) {
  const key = keyIn(request.headers.get("authorization") ?? "");
  if (key === "") throw refused(NO_KEY);
  if (/^[sr]k_live_/.test(key))
    throw refused(
      "This is a sandbox and takes no live keys. Use any key that begins with sk_test_.",
    );
  if (!/^[sr]k_test_\w+$/.test(key)) throw refused(`Invalid API Key provided: ${hide(key)}`);
}

function keyIn(authorization: string): string {
  const basic = /^Basic (.+)$/i.exec(authorization)?.[1];
  if (basic !== undefined) return Buffer.from(basic, "base64").toString("utf8").split(":")[0] ?? "";
  return /^Bearer (.+)$/i.exec(authorization)?.[1]?.trim() ?? "";
}

function hide(key: string): string {
  const shown = /^[a-z]+_[a-z]+_/.exec(key)?.[0] ?? "";
  const rest = key.slice(shown.length);
  return `${shown}${"*".repeat(Math.max(rest.length - 4, 0))}${rest.slice(-4)}`;
}

function refused(message: string): StripeProblem {
  return new StripeProblem(
    401,
    { type: "invalid_request_error", message },
    { "www-authenticate": 'Bearer realm="Stripe"' },
  );
}
