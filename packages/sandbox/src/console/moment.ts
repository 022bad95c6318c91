const MOMENT = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});

/** "21 Nov 2026, 04:41:23 UTC" */
export function moment(seconds: number): string {
  return `${MOMENT.format(seconds * 1000)} UTC`;
}
