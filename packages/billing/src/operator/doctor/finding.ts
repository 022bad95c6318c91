/** Something is wrong, or somebody may want to know: what happened, and what to do about it. */
export interface Finding {
  weight: "wrong" | "worth knowing";
  happened: string;
  todo: string;
}

export function wrong(happened: string, todo: string): Finding {
  return { weight: "wrong", happened, todo };
}

export function worthKnowing(happened: string, todo: string): Finding {
  return { weight: "worth knowing", happened, todo };
}

const LISTED = 5;

/** "evt_1, evt_2 and 3 more" */
export function listed(items: readonly string[]): string {
  const more = items.length - LISTED;
  const shown = items.slice(0, LISTED).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}
