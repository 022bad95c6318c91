import { setTimeout as pause } from "node:timers/promises";
import { createStripe, WORKERS_SHARE } from "@portico/billing";
import { applyPortal } from "@portico/billing/portal";
import { keepAuditEntries, newestWordsOf, type OpenDatabase } from "@portico/db";
import { createApp } from "./app.ts";
import { createAuditWriter } from "./audit-writer.ts";
import { type ClerkKeys, fetchedClerkKeys, fixedClerkKey } from "./callers/clerk-keys.ts";
import { createChanges, type Source } from "./changes.ts";
import { openDatabase } from "./database.ts";
import { requireOwnDatabase } from "./deployment.ts";
import { settingsFromEnv } from "./env.ts";
import { createLog, type Logger } from "./log.ts";
import { listen } from "./node-server.ts";
import { openWayIn } from "./operator/operator-file.ts";
import { servePage } from "./page.ts";
import { poll } from "./poll.ts";
import { portal } from "./portal.ts";
import type { ClerkSettings, Settings } from "./settings.ts";
import { pacedStripe } from "./work/paced-stripe.ts";
import { startWork } from "./work/start-work.ts";

async function main(settings: Settings, log: Logger) {
  const database = await openDatabase(settings, log);
  const stripe = createStripe(settings.stripe);
  await requireOwnDatabase(database.db, stripe, settings.stripe.livemode, log);
  // Whoever only wants to look should need no command; a real account waits for its owner's.
  if (settings.stripeSandbox) await applyPortal(stripe, portal);

  const now = () => new Date();
  const { db } = database;
  const unhurried = pacedStripe(settings, db, WORKERS_SHARE);
  const work = startWork({ settings, db, stripe: unhurried, now, log });
  const audit = createAuditWriter({
    write: (rows) => keepAuditEntries(database.db, rows),
    onError: (error, rows) => log.error({ error, rows }, "the audit log could not be written"),
    pauseMs: 50,
  });
  const changes = createChanges(sourceOfChanges(settings, database), (error) =>
    log.warn({ error }, "changes are not heard just now"),
  );
  const wayIn =
    settings.operatorFile === null ? null : openWayIn(settings.operatorFile, settings.port);
  const app = createApp({
    settings,
    db: database.db,
    stripe,
    clerkKeys: keysOf(settings.clerk),
    log,
    now,
    pause,
    onLetter: work.wake,
    note: audit.note,
    changes,
    operatorToken: wayIn?.token ?? null,
    page: settings.webDist === null ? undefined : servePage(pageOf(settings, settings.webDist)),
  });
  const server = await listen(app, settings.port, settings.host);
  log.info({ port: settings.port, host: settings.host }, "listening");

  onceAskedToStop(async () => {
    log.info("stopping");
    await changes.stop();
    wayIn?.close();
    await server.close();
    await audit.finish();
    await work.stop();
    await database.close();
    log.info("stopped");
  });
}

function sourceOfChanges({ database: where }: Settings, { db, listen }: OpenDatabase): Source {
  return "url" in where && !where.mayListen ? poll((ids) => newestWordsOf(db, ids)) : listen;
}

function keysOf({ jwtKey, apiUrl, secretKey }: ClerkSettings): ClerkKeys {
  return jwtKey
    ? fixedClerkKey(jwtKey)
    : fetchedClerkKeys({ fetch, apiUrl, secretKey, now: () => Date.now() });
}

function pageOf({ clerk, clerkSandbox }: Settings, folder: string) {
  return { folder, clerkOrigin: clerkSandbox ? null : clerk.issuer };
}

function onceAskedToStop(stop: () => Promise<void>) {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", once);
  process.on("SIGTERM", once);
}

try {
  const settings = settingsFromEnv();
  const log = createLog(settings.logLevel);
  await main(settings, log).catch((error: unknown) => {
    log.fatal({ error }, "could not start");
    process.exit(1);
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
