import type { MiddlewareHandler } from "hono";
import { ClerkError } from "./errors.ts";

const LOOPBACK = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A page elsewhere that points its own name at this machine gets nothing. */
export const loopbackOnly: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host");
  const name = host === undefined ? new URL(c.req.url).hostname : host.replace(/:\d+$/, "");
  if (!LOOPBACK.test(name))
    throw new ClerkError(
      403,
      "host_invalid",
      "The Clerk sandbox answers on this machine only, as localhost.",
    );
  await next();
};

/** Answers hold session tokens; the files of clerk-js say otherwise for themselves. */
export const neverStored: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  c.header("x-content-type-options", "nosniff");
};

/** Programs send no Origin; a browser may change things from the app's pages and from ours. */
export function ownPagesOnly(appOrigin: string): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin");
    const reading = c.req.method === "GET" || c.req.method === "HEAD";
    if (
      !reading &&
      origin !== undefined &&
      origin !== appOrigin &&
      origin !== new URL(c.req.url).origin
    )
      throw new ClerkError(
        403,
        "origin_invalid",
        `The Clerk sandbox takes changes from ${appOrigin} only.`,
      );
    await next();
  };
}
