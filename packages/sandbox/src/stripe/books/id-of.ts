/** Stripe's types allow an object wherever we keep its id. */
export function idOf(reference: string | { id: string }): string {
  return typeof reference === "string" ? reference : reference.id;
}

export function isReference(value: unknown): value is { id: string } {
  return typeof value === "object" && value !== null && "id" in value;
}
