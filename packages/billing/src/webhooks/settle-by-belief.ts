import { giveBackLeases, type Lease, takeLeases } from "@portico/db";
import { findingsFromWords } from "../believing/findings.ts";
import { type CustomerFile, judgeLetters } from "../believing/judge-letters.ts";
import { openFiles } from "../believing/open-files.ts";
import { LEASE_MS } from "../leases.ts";
import { commitProjections } from "../projecting/commit-projections.ts";
import type { Projection } from "../projecting/projection.ts";
import type { SettleNeeds } from "./settle-needs.ts";
import { tryLater } from "./try-later.ts";

interface Case extends Projection {
  /** Some of its letters are left for Stripe to tell about. */
  isOpen: boolean;
}

/** Settles what letters say by themselves, for many customers in one go. Tells how many were free, and about whom Stripe is to be asked. */
export async function settleByBelief(
  needs: SettleNeeds,
  customers: string[],
): Promise<{ taken: number; open: string[] }> {
  const now = needs.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const leases = await takeLeases(needs.db, customers, now, until);
  if (leases.length === 0) return { taken: 0, open: [] };
  const cases = await casesOf(needs, leases);
  const [telling, silent] = [
    cases.filter(saysAnything),
    cases.filter((each) => !saysAnything(each)),
  ];
  await commitTogether(needs, telling);
  await giveBackLeases(
    needs.db,
    silent.map(({ lease }) => lease),
    needs.now(),
  );
  const open = cases.filter(({ isOpen }) => isOpen).map(({ lease }) => lease.subject);
  return { taken: leases.length, open };
}

async function casesOf({ db }: SettleNeeds, leases: Lease[]): Promise<Case[]> {
  const byCustomer = new Map(leases.map((lease) => [lease.subject, lease]));
  const files = await openFiles(db, [...byCustomer.keys()]);
  return files.flatMap((file) => {
    const lease = byCustomer.get(file.customer);
    return lease ? caseOf(lease, file) : [];
  });
}

function caseOf(lease: Lease, file: CustomerFile): Case {
  const { believed, settled, open } = judgeLetters(file);
  const findings = findingsFromWords(file, believed);
  return { lease, file, findings, read: undefined, settled, isOpen: open.length > 0 };
}

function saysAnything({ settled }: Case): boolean {
  return settled.length > 0;
}

/** One that cannot be written must not keep the others from it. */
async function commitTogether(needs: SettleNeeds, cases: Case[]) {
  if (cases.length === 0) return;
  try {
    await commitProjections(needs, cases);
  } catch (error) {
    const [only, ...others] = cases;
    if (only && others.length === 0) {
      await tryLater(needs, only.file, error);
      await giveBackLeases(needs.db, [only.lease], needs.now());
      return;
    }
    for (const each of cases) await commitTogether(needs, [each]);
  }
}
