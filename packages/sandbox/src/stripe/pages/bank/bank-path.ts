/** Where a person answers their bank, and goes on from there. */
export function bankPath(intent: string, back: string): string {
  return `/authenticate/${intent}?${new URLSearchParams({ back }).toString()}`;
}
