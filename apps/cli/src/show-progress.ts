import type { SyncProgress } from "@portico/billing";
import { count, number } from "@portico/billing/words";

type Far = Pick<SyncProgress, "done" | "total" | "eta">;

interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

const BAR = 30;
const ERASE_LINE = "\r\u001b[2K";

/** A bar that moves on a terminal; elsewhere a line for each tenth. */
export function showProgress(screen: Screen, now: () => number) {
  let bar = "";
  let tenth = -1;
  return {
    say(line: string) {
      screen.write(screen.isTTY ? `${ERASE_LINE}${line}\n${bar}` : `${line}\n`);
    },
    show(far: Far) {
      const passed = Math.floor(shareOf(far) * 10);
      if (screen.isTTY) screen.write(ERASE_LINE + (bar = `${drawn(far)} ${inWords(far, now())}`));
      else if (passed > tenth) screen.write(`${inWords(far, now())}\n`);
      tenth = Math.max(tenth, passed);
    },
    end() {
      if (screen.isTTY) screen.write(ERASE_LINE);
    },
  };
}

function shareOf({ done, total }: Far): number {
  return total ? done / total : 0;
}

function drawn(far: Far): string {
  const full = Math.floor(shareOf(far) * BAR);
  return `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
}

function inWords(far: Far, now: number): string {
  if (far.total === null) return "Counting customers …";
  const percent = Math.floor(shareOf(far) * 100);
  const left = far.eta === null ? "" : `, ${durationInWords(Date.parse(far.eta) - now)} left`;
  return `${percent} %, ${number(far.done)} of ${count(far.total, "customer")}${left}`;
}

function durationInWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
