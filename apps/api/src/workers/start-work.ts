import type { Catalog } from "@portico/billing/plans";
import type { Database } from "@portico/db";
import type Stripe from "stripe";
import type { Logger } from "../log.ts";
import type { Settings } from "../settings.ts";
import { startCatchingUp } from "./catching-up.ts";
import { startDraining } from "./draining.ts";
import { startEndingGrace } from "./ending-grace.ts";
import { startEndingOverrides } from "./ending-overrides.ts";
import { startErrands } from "./errands.ts";
import { startExpiring } from "./expiring.ts";
import { startForgetting } from "./forgetting.ts";
import { startLookingForStrangers } from "./looking-for-strangers.ts";
import { startTelling } from "./telling.ts";

export interface WorkNeeds {
  settings: Settings;
  db: Database;
  /** At the pace of work that nobody waits for. */
  stripe: Stripe;
  catalog: Catalog;
  now(): Date;
  log: Logger;
}

export interface Work {
  /** There is something new to do. */
  wake(): void;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

/** All that is done without being asked. Each goes its own way, so that none holds up another. */
export function startWork(needs: WorkNeeds): Work {
  const { hostWebhook } = needs.settings;
  const telling = hostWebhook && startTelling({ ...needs, hostWebhook });
  const errands = startErrands(needs, () => telling?.wake());
  const draining = startDraining(needs, () => {
    telling?.wake();
    errands.wake();
  });
  const stopCatchingUp = startCatchingUp(needs, draining.wake);
  const stopForgetting = startForgetting(needs);
  const stopEndingGrace = startEndingGrace(needs);
  const stopEndingOverrides = startEndingOverrides(needs);
  const stopLooking = startLookingForStrangers(needs);
  const stopExpiring = startExpiring(needs);
  return {
    wake() {
      draining.wake();
      errands.wake();
    },
    async stop() {
      const chores = [
        stopCatchingUp,
        stopForgetting,
        stopEndingGrace,
        stopEndingOverrides,
        stopLooking,
        stopExpiring,
      ];
      const stopped = chores.map(async (stop) => stop());
      await Promise.all([...stopped, draining.stop(), errands.stop()]);
      await telling?.stop();
    },
  };
}
