import type { Ask } from "./ask.ts";
import { problem } from "./envelope.ts";

/** Ready when the database answers and every migration is done. Anybody may ask, so it is asked once for all who do. */
export function ready(isMigrated: () => Promise<boolean>) {
  let asking: Promise<boolean> | undefined;
  const ask = () => (asking ??= isMigrated().finally(() => (asking = undefined)));

  return async ({ requestId, log }: Pick<Ask, "requestId" | "log">): Promise<Response> => {
    const migrated = await ask().catch((error: unknown) => {
      log.refused(error);
      return undefined;
    });
    if (migrated) return Response.json({ status: "ready" });
    const message =
      migrated === false
        ? "The database is not migrated. Run: portico migrate."
        : "The database cannot be reached. Check DATABASE_URL and the server behind it.";
    return problem(requestId, { status: 503, code: "NOT_READY", message });
  };
}
