import { giveBackLease, type Lease, takeLease } from "@portico/db";
import { askAbout } from "../believing/ask-about.ts";
import { findingsFromWords } from "../believing/findings.ts";
import { type CustomerFile, judgeLetters } from "../believing/judge-letters.ts";
import { openFile } from "../believing/open-files.ts";
import { LEASE_MS } from "../leases.ts";
import { commitProjections } from "../projecting/commit-projections.ts";
import type { SettleNeeds } from "./settle-needs.ts";
import { tryLater } from "./try-later.ts";

/** Asks Stripe what one customer's letters leave open, unless somebody else is at it. */
export async function settleByAsking(needs: SettleNeeds, customer: string): Promise<void> {
  const now = needs.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const lease = await takeLease(needs.db, customer, now, until);
  if (!lease) return;
  const file = await openFile(needs.db, customer);
  await settle(needs, lease, file).catch(async (error: unknown) => {
    await tryLater(needs, file, error);
    await giveBackLease(needs.db, lease, needs.now());
  });
}

async function settle(needs: SettleNeeds, lease: Lease, file: CustomerFile) {
  const { believed, open } = judgeLetters(file);
  const found = await askAbout(needs, file, open);
  const asked = new Set(found.findings.map(({ row }) => row.id));
  // Where all was read, that counts for more than what letters say.
  const heard = found.read ? [] : findingsFromWords(file, believed);
  const findings = [...heard.filter(({ row }) => !asked.has(row.id)), ...found.findings];
  const settled = file.letters.map(({ id }) => id);
  await commitProjections(needs, [{ lease, file, findings, read: found.read?.stretch, settled }]);
}
