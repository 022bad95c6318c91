type Metadata = Record<string, string>;

/** Given values are merged in, empty ones taken out; an empty whole clears all. */
export function mergeMetadata(kept: Metadata, given: Metadata | null | undefined): Metadata {
  if (given === undefined) return kept;
  if (given === null) return {};
  return Object.fromEntries(
    Object.entries({ ...kept, ...given }).filter(([, value]) => value !== ""),
  );
}
