import { type Caller, type Recognized, Refused } from "@portico/billing";
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterAbstract,
  RateLimiterRes,
} from "rate-limiter-flexible";
import type { Ask } from "../ask.ts";
import type { sharedStore } from "./shared-store.ts";

/** How often within a minute. */
export interface LimitSettings {
  address: number;
  organization: number;
  key: number;
}

type Subject = keyof LimitSettings;

/** What is left of one limit. */
export interface Quota {
  limit: number;
  left: number;
  secondsToReset: number;
}

export interface Limits {
  /** Opens a door to somebody, counted by address before and by organization and key behind it. */
  admit<Who extends Recognized<Caller>>(
    ask: Ask,
    door: (request: Request) => Promise<Who>,
  ): Promise<Who & Pick<Caller, "from">>;
  countAddress(ask: Ask): Promise<void>;
}

const WINDOW_SECONDS = 60;

type Store = ReturnType<typeof sharedStore>;

/** In a store they hold for all processes together, without one for this process alone. */
export function createLimits(settings: LimitSettings, store: Store | null): Limits {
  const limiters = {
    address: limiter("address"),
    organization: limiter("organization"),
    key: limiter("key"),
  };

  return {
    async admit(ask, door) {
      await count(ask, "address", ask.address);
      const caller = await door(ask.request);
      await Promise.all([
        "apiKey" in caller && count(ask, "key", caller.apiKey),
        caller.organization !== null && count(ask, "organization", caller.organization),
      ]);
      return { from: { address: ask.address, requestId: ask.requestId }, ...caller };
    },
    countAddress: (ask) => count(ask, "address", ask.address),
  };

  function limiter(subject: Subject): RateLimiterAbstract {
    const points = settings[subject];
    const own = { keyPrefix: subject, points, duration: WINDOW_SECONDS };
    const inMemory = new RateLimiterMemory(own);
    if (store === null) return inMemory;
    return new RateLimiterPostgres({
      ...own,
      storeClient: store,
      storeType: "client",
      schemaName: "portico",
      tableName: "rate_limits",
      tableCreated: true,
      // Whoever is over the limit costs no statement, and a store in trouble refuses nobody by itself.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: inMemory,
    });
  }

  async function count({ quotas }: Ask, subject: Subject, who: string) {
    let over = false;
    const { remainingPoints: left, msBeforeNext } = await limiters[subject]
      .consume(who)
      .catch((outcome: unknown) => {
        if (!(outcome instanceof RateLimiterRes)) throw outcome;
        over = true;
        return outcome;
      });
    const secondsToReset = Math.ceil(msBeforeNext / 1000);
    quotas.set(subject, { limit: settings[subject], left, secondsToReset });
    if (over) throw new Refused("TOO_MANY_REQUESTS", { retryAfterSeconds: secondsToReset });
  }
}

/** As draft-ietf-httpapi-ratelimit-headers writes them, one item per limit. */
export function tellQuotas(headers: Headers, quotas: ReadonlyMap<string, Quota>) {
  if (quotas.size === 0) return;
  const all = [...quotas];
  const policy = all.map(([subject, { limit }]) => `"${subject}";q=${limit};w=${WINDOW_SECONDS}`);
  const left = all.map(([subject, { left: r, secondsToReset: t }]) => `"${subject}";r=${r};t=${t}`);
  headers.set("ratelimit-policy", policy.join(", "));
  headers.set("ratelimit", left.join(", "));
}
