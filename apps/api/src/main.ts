import { setTimeout as pause } from "node:timers/promises";
import { createChanges, createStripe, type Source, WORKERS_SHARE } from "@portico/billing";
import { keepAuditEntries, newestWordsOf, type OpenDatabase } from "@portico/db";
import { createApp } from "./app.ts";
import { createAuditWriter } from "./audit-writer.ts";
import { clerkKeysOf } from "./callers/clerk-keys.ts";
import { countClerkMembers } from "./clerk-members.ts";
import { openDatabase } from "./database.ts";
import { requireOwnDatabase } from "./deployment.ts";
import { settingsFromEnv } from "./env.ts";
import { createLog, type Logger } from "./log.ts";
import { createMetrics, statusClass } from "./metrics/metrics.ts";
import { listen } from "./node-server.ts";
import { openWayIn } from "./operator/operator-file.ts";
import { servePage } from "./page.ts";
import { poll } from "./poll.ts";
import { readCatalog } from "./read-catalog.ts";
import { readPortal } from "./read-portal.ts";
import { setUpStripe } from "./set-up-stripe.ts";
import type { Settings } from "./settings.ts";
import { pacedStripe } from "./workers/paced-stripe.ts";
import { startWork } from "./workers/start-work.ts";

async function main(settings: Settings, log: Logger) {
  const catalog = await readCatalog(settings.plansFile);
  const portal = await readPortal(settings.portalFile);
  const database = await openDatabase(settings, log);
  const metrics = createMetrics();
  const onAnswer = (status: number | null) =>
    metrics.count("portico_stripe_requests_total", {
      class: status === null ? "none" : statusClass(status),
    });
  const stripe = createStripe({ ...settings.stripe, onAnswer });
  await requireOwnDatabase(database.db, stripe, settings.stripe.livemode, log);
  // Whoever only wants to look should need no command; a real account waits for its owner's.
  if (settings.stripeSandbox) await setUpStripe(stripe, catalog, portal);

  const now = () => new Date();
  const { db } = database;
  const unhurried = pacedStripe(settings, db, WORKERS_SHARE, onAnswer);
  const work = settings.roles.includes("worker")
    ? startWork({ settings, db, stripe: unhurried, catalog, now, log })
    : null;
  const audit = createAuditWriter({
    write: (rows) => keepAuditEntries(database.db, rows),
    onError: (error, rows) => log.error({ error, rows }, "the audit log could not be written"),
    pauseMs: 50,
  });
  const changes = createChanges(
    sourceOfChanges(settings, database),
    (error) => log.warn({ error }, "changes are not heard just now"),
    () => log.info("changes are heard again"),
  );
  const wayIn =
    settings.operatorFile === null ? null : openWayIn(settings.operatorFile, settings.port);
  const app = createApp({
    settings,
    db: database.db,
    stripe,
    catalog,
    portal,
    clerkKeys: clerkKeysOf(settings.clerk),
    countMembers: countClerkMembers(settings.clerk),
    log,
    now,
    pause,
    onLetter: () => work?.wake(),
    note: audit.note,
    changes,
    metrics,
    operatorToken: wayIn?.token ?? null,
    page: pageFor(settings),
  });
  const server = await listen(app, settings.port, settings.host);
  log.info({ port: settings.port, host: settings.host }, "listening");

  onceAskedToStop(log, async () => {
    log.info("stopping");
    await changes.stop();
    wayIn?.close();
    await server.close();
    await audit.finish();
    await work?.stop();
    await database.close();
    log.info("stopped");
  });
}

function sourceOfChanges({ database: where }: Settings, { db, listen }: OpenDatabase): Source {
  return "url" in where && !where.mayListen ? poll((ids) => newestWordsOf(db, ids)) : listen;
}

function pageFor({ roles, webDist, clerk, clerkSandbox }: Settings) {
  if (webDist === null || !roles.includes("api")) return undefined;
  return servePage({ folder: webDist, clerkOrigin: clerkSandbox ? null : clerk.issuer });
}

function onceAskedToStop(log: Logger, stop: () => Promise<void>) {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ error }, "could not stop as it should");
        process.exit(1);
      },
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
