import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { type Preferences, PreferencesContext, usual } from "./preferences.ts";
import { asRefusal } from "./refusal.ts";
import { type BillingClient, trpc } from "./trpc.ts";
import { WatchContext } from "./use-watched.ts";
import { createWatch } from "./create-watch.ts";

interface Props extends Partial<Preferences> {
  client: BillingClient;
  /** Who is asking, and for which organization: what was fetched for one is never shown to another. */
  identity: string;
  children: ReactNode;
}

export function BillingProvider({ identity, ...rest }: Props) {
  return <OneIdentity key={identity} {...rest} />;
}

function OneIdentity({
  client,
  children,
  changes = usual.changes,
  names = usual.names,
}: Omit<Props, "identity">) {
  const [queryClient] = useState(newQueryClient);
  const preferences = useMemo(() => ({ changes, names }), [changes, names]);
  const [watch] = useState(() => createWatch(client, queryClient));
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <PreferencesContext.Provider value={preferences}>
          <WatchContext.Provider value={watch}>{children}</WatchContext.Provider>
        </PreferencesContext.Provider>
      </QueryClientProvider>
    </trpc.Provider>
  );
}

function newQueryClient() {
  return new QueryClient({
    defaultOptions: {
      // A refusal stays a refusal however often one asks; only silence is worth a second try.
      queries: {
        networkMode: "always",
        // With that mode it would not, of its own accord.
        refetchOnReconnect: true,
        retry: (failures, error) => failures < 2 && !asRefusal(error).reason,
      },
      mutations: { networkMode: "always" },
    },
  });
}
