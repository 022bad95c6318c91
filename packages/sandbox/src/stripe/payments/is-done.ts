const DONE = new Set(["succeeded", "processing", "requires_capture"]);

/** Nothing more is asked of the person. Slow money counts as soon as it is on its way. */
export function isDone({ status }: { status: string }): boolean {
  return DONE.has(status);
}
