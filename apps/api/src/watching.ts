import { createTRPCClient, httpSubscriptionLink, type TRPCClientError } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { EventSource } from "eventsource";
import { APP_URL } from "./testing.ts";
import type { AppRouter } from "./trpc.ts";

type View = inferRouterOutputs<AppRouter>["billing"]["view"];

export interface Watching {
  /** Every view that came so far. */
  views: View[];
  /** How often it connected. */
  connected: number;
  /** What it ended with. */
  refused: TRPCClientError<AppRouter> | undefined;
  stop(): void;
}

type Asking = (url: string | URL, init: RequestInit) => Promise<Response>;

/** A page's stream, by tRPC's own client and an event source that carries a bearer. */
export function watchThrough(ask: Asking, token: () => Promise<string>): Watching {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${APP_URL}/trpc`,
        EventSource,
        eventSourceOptions: {
          fetch: async (url, init) =>
            ask(url, {
              ...init,
              headers: { ...init.headers, authorization: `Bearer ${await token()}` },
            }),
        },
      }),
    ],
  });
  const watching: Watching = {
    views: [],
    connected: 0,
    refused: undefined,
    stop: () => subscription.unsubscribe(),
  };
  const subscription = client.billing.watch.subscribe(undefined, {
    onStarted: () => (watching.connected += 1),
    onData: ({ data }) => watching.views.push(data),
    onError: (error) => (watching.refused = error),
  });
  return watching;
}
