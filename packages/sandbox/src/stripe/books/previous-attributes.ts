/** What an update changed, as it was before: each attribute whole, as the SDK types it. */
export function previousAttributes(before: object, after: object): Record<string, unknown> {
  const now = new Map<string, unknown>(Object.entries(after));
  return Object.fromEntries(
    Object.entries(before).filter(([name, was]) => {
      return JSON.stringify(was) !== JSON.stringify(now.get(name));
    }),
  );
}
