export interface Difference {
  path: string;
  is: unknown;
  wanted: unknown;
}

/** Where what is there is not what is wanted. Only what is wanted is looked at; Stripe fills in the rest. */
export function differences(is: unknown, wanted: unknown, path = ""): Difference[] {
  if (isRecord(wanted))
    return Object.entries(wanted).flatMap(([key, value]) =>
      differences(isRecord(is) ? is[key] : undefined, value, path ? `${path}.${key}` : key),
    );
  if (Array.isArray(wanted) && Array.isArray(is))
    return isSameList(is, wanted) ? [] : [{ path, is, wanted }];
  return is === wanted || (wanted === "" && (is ?? null) === null) ? [] : [{ path, is, wanted }];
}

/** Stripe gives lists back in an order of its own. */
function isSameList(is: unknown[], wanted: unknown[]): boolean {
  const left = [...is];
  return (
    is.length === wanted.length &&
    wanted.every((each) => {
      const at = left.findIndex((one) => differences(one, each).length === 0);
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    })
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
