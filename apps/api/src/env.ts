import { z } from "zod";
import { environment } from "./settings/environment.ts";
import { readSandboxKeys } from "./settings/sandbox-keys.ts";
import { readSettings, type Settings } from "./settings.ts";

/** The only place that reads the environment. What cannot be used is refused here, field by field. */
export function settingsFromEnv(): Settings {
  const set = Object.entries(process.env).filter(([, value]) => value !== "");
  const read = environment.safeParse(Object.fromEntries(set));
  if (!read.success)
    throw new Error(`These settings cannot be used:\n${z.prettifyError(read.error)}`);
  return readSettings(read.data, () => readSandboxKeys(read.data.DATA_DIR));
}
