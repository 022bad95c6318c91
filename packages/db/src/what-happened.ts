/** What caused it first: others wrap what the server said, and a refused connection comes as several at once. */
export function whatHappened(error: unknown): string {
  if (error instanceof AggregateError) return whatHappened(error.errors[0]);
  if (error instanceof Error) return error.cause ? whatHappened(error.cause) : error.message;
  return String(error);
}
