import { check, gates } from "../checks.mjs";
import { installIfNeeded } from "../install.mjs";
import { tally } from "../tally.mjs";

/** Everything that needs no browser and no server; what did not change since it last passed is not run again. */
export async function verify() {
  await installIfNeeded();
  return tally([
    { part: "checks", verdicts: await check([...gates, "check:tests"], { afresh: false }) },
  ]);
}
