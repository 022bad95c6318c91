import type { MiddlewareHandler } from "hono";
import { plainPage } from "./page.ts";

/** A form may be sent from the portal's own pages only. */
export const ownPagesOnly: MiddlewareHandler = async (c, next) => {
  const isOurs = c.req.header("origin") === new URL(c.req.url).origin;
  if (c.req.method === "GET" || c.req.method === "HEAD" || isOurs) return next();
  return c.html(
    plainPage("This was refused", "The form was not sent from the portal's own page."),
    403,
  );
};

/** The address of a portal page is a credential. Without a referrer for ourselves, browsers would send forms with no Origin. */
export const pageHeaders: MiddlewareHandler = async (c, next) => {
  c.header("content-security-policy", policy());
  await next();
  c.header("cache-control", "no-store");
  c.header("referrer-policy", "same-origin");
  c.header("x-content-type-options", "nosniff");
};

/** Browsers count where a form's answer leads to as part of the form, so a deep link's way out is named. */
export function policy(wayOut?: string): string {
  const out = wayOut === undefined ? "" : ` ${new URL(wayOut).origin}`;
  return `default-src 'none'; style-src 'self'; img-src data:; form-action 'self'${out}; base-uri 'none'; frame-ancestors 'none'`;
}
