const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A page elsewhere that points its own name at this machine gets nothing. */
export function refuseStrangers(request: Request): Response | undefined {
  const host = request.headers.get("host")?.replace(/:\d+$/, "") ?? new URL(request.url).hostname;
  if (LOOPBACK.test(host)) return undefined;
  return Response.json(
    {
      error: {
        message: "The Stripe sandbox answers on this machine only, as localhost.",
        type: "invalid_request_error",
      },
    },
    { status: 403 },
  );
}
