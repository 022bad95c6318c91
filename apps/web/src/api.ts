import type { AppRouter } from "@portico/api";
import { createTRPCClient, httpLink } from "@trpc/client";

/** A token lives for a minute, so each request asks for the one that holds now. */
export function createApi(getToken: () => Promise<string | null>) {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: "/trpc",
        async headers() {
          const token = await getToken();
          return token ? { authorization: `Bearer ${token}` } : {};
        },
      }),
    ],
  });
}
