import type { AppRouter } from "@portico/api";
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { EventSource } from "eventsource";

const PATIENCE_MS = 20_000;

/** A token lives for a minute, so each request asks for the one that holds now. */
export function createApi(getToken: () => Promise<string | null>) {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          url: "/trpc",
          EventSource,
          eventSourceOptions: {
            // The browser's own sends no header, and a stream that connects again needs a new token.
            fetch: async (url, init) =>
              fetch(url, { ...init, headers: { ...init.headers, ...(await bearer()) } }),
          },
        }),
        false: httpLink({
          url: "/trpc",
          headers: bearer,
          fetch: (url, init) => fetch(url, { ...init, signal: inTime(init?.signal) }),
        }),
      }),
    ],
  });

  async function bearer(): Promise<Record<string, string>> {
    const token = await getToken();
    return token ? { authorization: `Bearer ${token}` } : {};
  }
}

/** Where the network swallows what is asked, a browser waits for minutes, and says nothing meanwhile. */
function inTime(left: AbortSignal | null | undefined): AbortSignal {
  return AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(left ? [left] : [])]);
}
