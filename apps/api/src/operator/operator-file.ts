import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";

const wayIn = z.object({ url: z.url(), token: z.string() });

/** How `portico` comes in while this process owns the database. */
export type WayIn = z.infer<typeof wayIn>;

/** A token that nobody had before, for whoever may read this file. */
export function openWayIn(file: string, port: number): { token: string; close(): void } {
  const token = randomBytes(32).toString("base64url");
  const said: WayIn = { url: `http://127.0.0.1:${port}`, token };
  // A file that was left behind would keep the mode it has.
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(said), { mode: 0o600 });
  return { token, close: () => rmSync(file, { force: true }) };
}

/** Nothing where no process says how to come in. */
export function readWayIn(file: string): WayIn | undefined {
  try {
    return wayIn.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
