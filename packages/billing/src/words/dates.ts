// In UTC, so that everybody in an organization reads the same day.
const long = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const exact = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

/** "2026-12-21T09:00:00.000Z" -> "21 December 2026" */
export function day(iso: string): string {
  return long.format(new Date(iso));
}

/** "2026-12-21T09:00:00.000Z" -> "21 December 2026 at 09:00 UTC" */
export function minute(iso: string): string {
  return `${exact.format(new Date(iso))} UTC`;
}
