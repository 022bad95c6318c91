import type { Errand, Figures } from "@portico/db";
import { count } from "../../words/index.ts";
import { type Finding, wrong } from "./finding.ts";

export interface WaitingNeeds {
  readFigures(): Promise<Figures>;
  troubledErrands(limit: number): Promise<Errand[]>;
  now(): Date;
}

const LOOKED_AT = 1_000;
const SHOWN = 5;
/** A letter or an errand is tried again within a quarter of an hour, whatever happened. */
const LATE_SECONDS = 15 * 60;

/** No letter, notice or errand was given up, and none waits for long. */
export async function lookAtWaiting({
  readFigures,
  troubledErrands,
  now,
}: WaitingNeeds): Promise<Finding[]> {
  const { letters, notices, errands } = await readFigures();
  const waited = secondsSince(letters.oldestOpen, now());
  const late = secondsSince(errands.dueSince, now());
  const findings: Finding[] = [];
  if (letters.dead > 0)
    findings.push(
      wrong(
        `We gave up on ${count(letters.dead, "letter")} from Stripe.`,
        "See why: portico letters. Once that is mended: portico letters replay --all.",
      ),
    );
  if (waited > LATE_SECONDS)
    findings.push(
      wrong(
        `Of ${count(letters.open, "open letter")} the oldest waits for ${Math.round(waited / 60)} minutes.`,
        "See why: portico letters. If none was tried, no worker runs: see ROLE.",
      ),
    );
  if (notices.dead > 0)
    findings.push(
      wrong(
        `We gave up on ${count(notices.dead, "notice")} to the host application.`,
        "See why: portico notices. Once that is mended: portico notices replay --all.",
      ),
    );
  if (errands.dead > 0)
    findings.push(
      wrong(
        `We gave up on ${count(errands.dead, "errand")} at Stripe.`,
        "See why: portico errands. Once that is mended: portico errands replay --all.",
      ),
    );
  if (late > LATE_SECONDS)
    findings.push(
      wrong(
        `Of ${count(errands.open, "open errand")} one has been due for ${Math.round(late / 60)} minutes.`,
        "See why: portico errands. If none was tried, no worker runs: see ROLE.",
      ),
    );
  const failing = (await troubledErrands(LOOKED_AT)).filter(
    (each) => each.attempts > 0 && !each.deadAt,
  );
  return [...findings, ...failing.slice(0, SHOWN).map(lookAtErrand)];
}

function lookAtErrand({ kind, organizationId, attempts, lastError }: Errand): Finding {
  return wrong(
    `"${kind}" for ${organizationId} was tried ${count(attempts, "time")} at Stripe: ${lastError}`,
    "It is tried again. See all: portico errands.",
  );
}

function secondsSince(then: Date | null, now: Date): number {
  return then ? (now.getTime() - then.getTime()) / 1000 : 0;
}
