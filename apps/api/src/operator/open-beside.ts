import { createOperatorRouter, createStripe, type OperatorRouter } from "@portico/billing";
import { clerkKeysOf } from "../callers/clerk-keys.ts";
import { openDatabase } from "../database.ts";
import { settingsFromEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { readCatalog } from "../read-catalog.ts";
import { readPortal } from "../read-portal.ts";
import { operatorNeeds } from "./operator-needs.ts";

/** What answers an operator where no API does: the same questions, on the database itself, by the API's settings. */
export async function openBeside(): Promise<{ router: OperatorRouter; close(): Promise<void> }> {
  const settings = settingsFromEnv();
  const catalog = await readCatalog(settings.plansFile);
  const portal = await readPortal(settings.portalFile);
  const { db, close } = await openDatabase(settings, createLog("silent"));
  const stripe = createStripe(settings.stripe);
  const clerkKeys = { refresh: () => clerkKeysOf(settings.clerk).refresh() };
  const now = () => new Date();
  const needs = operatorNeeds({ db, stripe, catalog, portal, settings, clerkKeys, now });
  return { router: createOperatorRouter(needs), close };
}
