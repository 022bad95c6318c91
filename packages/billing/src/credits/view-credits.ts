import type { CreditEntryRead, CreditsHeld, SpentOnDay } from "@portico/db";
import { type AuditNeeds, refusalsAudited } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import { readPage, type PageWish } from "../page-wish.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { entryInWords } from "./entry-in-words.ts";

export interface HeldNeeds {
  creditsOf(organization: string, at: Date): Promise<CreditsHeld>;
  now(): Date;
}

export interface ViewCreditsNeeds extends StandingNeeds, AuditNeeds, HeldNeeds {
  creditEntriesOf(
    organization: string,
    page: { before: number | undefined; limit: number },
  ): Promise<CreditEntryRead[]>;
  /** By day, of the days since then. */
  creditsSpentSince(organization: string, since: Date): Promise<SpentOnDay[]>;
}

export type CreditsView = Awaited<ReturnType<typeof viewCredits>>;

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_SHOWN = 30;

/** How many credits there are, which of them expire when, and where they came from and went, the newest first. */
export async function viewCredits(needs: ViewCreditsNeeds, caller: Caller, wish: PageWish) {
  const organization = await requireToSeeCredits(needs, caller);
  const now = needs.now();
  const { cursor, limit } = wish;
  const [held, { rows, next }, use] = await Promise.all([
    viewHeld(needs, organization),
    readPage(limit, (many) => needs.creditEntriesOf(organization, { before: cursor, limit: many })),
    needs.creditsSpentSince(organization, firstDay(now)),
  ]);
  return {
    ...held,
    entries: rows.map((entry) => ({
      id: entry.id,
      at: entry.at.toISOString(),
      kind: entry.kind,
      amount: entry.amount,
      balance: entry.balance,
      owed: entry.owed,
      words: entryInWords(entry),
    })),
    next,
    use,
  };
}

/** How many there are, and which of them expire when. */
export async function viewHeld({ creditsOf, now }: HeldNeeds, organization: string) {
  const { balance, owed, expiring } = await creditsOf(organization, now());
  const lots = expiring.map(({ amount, at }) => ({ amount, at: at.toISOString() }));
  return { balance, owed, expiring: lots };
}

async function requireToSeeCredits(needs: ViewCreditsNeeds, caller: Caller): Promise<string> {
  return refusalsAudited(needs, caller, "credits.view", async () => {
    const { organization } = await requireRight(needs, caller, "billing:read");
    return organization;
  });
}

/** Days are those of UTC. */
function firstDay(now: Date): Date {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return new Date(today - (DAYS_SHOWN - 1) * DAY_MS);
}
