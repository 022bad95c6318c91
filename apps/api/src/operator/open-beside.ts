import { createOperatorRouter, type OperatorRouter } from "@portico/billing";
import { openDatabase } from "../database.ts";
import { settingsFromEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { operatorNeeds } from "./operator-needs.ts";

/** What answers an operator where no API does: the same questions, on the database itself, by the API's settings. */
export async function openBeside(): Promise<{ router: OperatorRouter; close(): Promise<void> }> {
  const settings = settingsFromEnv();
  const { db, close } = await openDatabase(settings, createLog("silent"));
  const now = () => new Date();
  return { router: createOperatorRouter(operatorNeeds({ db, now })), close };
}
