import { type Reason, Refused, t, trpcCodes } from "@portico/billing";
import { configure, render } from "@testing-library/react";
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { tracked, TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { EventSource } from "eventsource";
import { type ReactNode, StrictMode } from "react";
import { BillingProvider } from "./billing-provider.tsx";
import type {
  ApiKeyView,
  AuditLog,
  BillingClient,
  BillingView,
  ChangePreview,
  Entitlements,
  CreditsView,
  HistoryPage,
  IssuedApiKey,
  PlansView,
} from "./trpc.ts";

// Where others are at work too, even a page takes its time.
configure({ asyncUtilTimeout: 60_000 });

interface Answers {
  view(): BillingView | Promise<BillingView>;
  /** Newer views, as they come; the stream goes on after them. */
  watch(): AsyncIterable<BillingView>;
  entitlements(): Entitlements;
  refresh(): BillingView | Promise<BillingView>;
  createPortal(input: unknown): Promise<{ url: string; expiresAt: string }>;
  plans(): PlansView;
  startCheckout(input: unknown): Promise<{ url: string; expiresAt: string }>;
  previewChange(input: unknown): ChangePreview;
  changePlan(input: unknown): unknown;
  cancelPlan(input: unknown): unknown;
  resumePlan(input: unknown): unknown;
  buyCredits(input: unknown): Promise<{ url: string; expiresAt: string }>;
  credits(input: unknown): CreditsView;
  auditLog(input: unknown): AuditLog;
  history(input: unknown): HistoryPage;
  apiKeys(): ApiKeyView[];
  createApiKey(input: unknown): IssuedApiKey;
  revokeApiKey(input: unknown): { id: string };
}

const asked = t.procedure.input((input) => input);

/** The real client and the real protocol, over a server that lives in the test. */
export function standInClient(given: Partial<Answers>): BillingClient {
  const answers: Answers = {
    view: () => acme,
    async *watch() {},
    entitlements: () => nothing,
    refresh: () => answers.view(),
    createPortal: () => new Promise(() => {}),
    plans: () => ({ plans: [], packs: [], current: [] }),
    startCheckout: () => new Promise(() => {}),
    previewChange: () => refuse("UNEXPECTED"),
    changePlan: () => refuse("UNEXPECTED"),
    cancelPlan: () => refuse("UNEXPECTED"),
    resumePlan: () => refuse("UNEXPECTED"),
    buyCredits: () => new Promise(() => {}),
    credits: () => ({ balance: 0, owed: 0, expiring: [], entries: [], next: null, use: [] }),
    auditLog: () => ({ entries: [], next: null }),
    history: () => ({ entries: [], next: null }),
    apiKeys: () => [],
    createApiKey: () => refuse("UNEXPECTED"),
    revokeApiKey: () => refuse("UNEXPECTED"),
    ...given,
  };
  const router = t.router({
    billing: t.router({
      view: t.procedure.query(() => answers.view()),
      watch: t.procedure.subscription(async function* ({ signal }) {
        let count = 0;
        for await (const view of answers.watch()) yield tracked(String((count += 1)), view);
        await new Promise((resolve) => signal?.addEventListener("abort", resolve));
      }),
      entitlements: t.procedure.query(() => answers.entitlements()),
      refresh: t.procedure.mutation(() => answers.refresh()),
      createPortal: asked.mutation(({ input }) => answers.createPortal(input)),
      plans: t.procedure.query(() => answers.plans()),
      startCheckout: asked.mutation(({ input }) => answers.startCheckout(input)),
      previewChange: asked.query(({ input }) => answers.previewChange(input)),
      changePlan: asked.mutation(({ input }) => answers.changePlan(input)),
      cancelPlan: asked.mutation(({ input }) => answers.cancelPlan(input)),
      resumePlan: asked.mutation(({ input }) => answers.resumePlan(input)),
      buyCredits: asked.mutation(({ input }) => answers.buyCredits(input)),
      credits: asked.query(({ input }) => answers.credits(input)),
      history: asked.query(({ input }) => answers.history(input)),
      auditLog: asked.query(({ input }) => answers.auditLog(input)),
      apiKeys: t.router({
        list: t.procedure.query(() => answers.apiKeys()),
        create: asked.mutation(({ input }) => answers.createApiKey(input)),
        revoke: asked.mutation(({ input }) => answers.revokeApiKey(input)),
      }),
    }),
  });
  const answer = (req: Request) =>
    fetchRequestHandler({
      endpoint: "/trpc",
      req,
      router,
      createContext: () => ({
        requestId: "01TEST",
        caller: () => Promise.reject(new Refused("NOT_SIGNED_IN")),
      }),
    });
  return createTRPCClient({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          url: "http://localhost/trpc",
          EventSource,
          eventSourceOptions: { fetch: async (url, init) => answer(new Request(url, init)) },
        }),
        false: httpLink({
          url: "http://localhost/trpc",
          fetch: (url, init) => answer(new Request(url, { ...init, signal: init?.signal ?? null })),
        }),
      }),
    ],
  });
}

export function refuse(reason: Reason): never {
  const cause = new Refused(reason);
  throw new TRPCError({ code: trpcCodes[reason], message: cause.message, cause });
}

/** As an app shows it: in StrictMode, where effects run twice. */
export function show(page: ReactNode, answers: Partial<Answers> = {}) {
  const client = standInClient(answers);
  return render(
    <StrictMode>
      <BillingProvider client={client} identity="ada in acme">
        {page}
      </BillingProvider>
    </StrictMode>,
  );
}

const nothing: Entitlements = {
  plans: [],
  features: [],
  limits: {},
  graceUntil: null,
  unknownPrices: [],
};

export const team: BillingView["subscriptions"][number] = {
  id: "sub_team",
  status: "active",
  items: [
    {
      plan: "Team",
      quantity: 1,
      unitAmount: 4900,
      currency: "usd",
      interval: "month",
      intervalCount: 1,
    },
  ],
  currentPeriodEnd: "2026-12-21T09:00:00.000Z",
  cancelAt: null,
  trialEnd: null,
};

export const acme: BillingView = {
  organization: { id: "org_acme", name: "Acme" },
  mayManage: true,
  askToManage: [],
  credits: { balance: 0, owed: 0, expiring: [] },
  hasCustomer: true,
  hadPlan: true,
  subscriptions: [team],
  seats: null,
  paymentMethod: { type: "card", brand: "visa", last4: "4242", expMonth: 8, expYear: 2031 },
  invoices: [
    {
      id: "in_1",
      number: "ACME-0001",
      status: "paid",
      total: 4900,
      currency: "usd",
      createdAt: "2026-11-21T09:00:00.000Z",
    },
  ],
};
