import type { Figures } from "@portico/db";
import { count } from "../../words/index.ts";
import { type Finding, wrong } from "./finding.ts";

export interface WaitingNeeds {
  readFigures(): Promise<Figures>;
  now(): Date;
}

/** A letter is tried again within a quarter of an hour, whatever happened. */
const LATE_SECONDS = 15 * 60;

/** No letter and no notice was given up, and none waits for long. */
export async function lookAtWaiting({ readFigures, now }: WaitingNeeds): Promise<Finding[]> {
  const { letters, notices } = await readFigures();
  const waited = letters.oldestOpen ? (now().getTime() - letters.oldestOpen.getTime()) / 1000 : 0;
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
  return findings;
}
