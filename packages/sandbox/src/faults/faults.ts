import { randomUUID } from "node:crypto";
import { type FaultWish, requestFault, type RequestFault, type WebhookFault } from "./fault.ts";

/** A fault that is switched on. */
export interface OpenFault {
  id: string;
  fault: FaultWish["fault"];
  path: string | null;
  method: string | null;
  /** How many more requests or webhooks meet it; null is all of them. */
  left: number | null;
  /** Milliseconds; null is never. */
  ends_at: number | null;
}

export interface Faults {
  add(wish: FaultWish): OpenFault;
  all(): OpenFault[];
  /** Whether it was there. */
  remove(id: string): boolean;
  clear(): void;
  /** What goes wrong with this request, which counts as one. */
  meet(request: { method: string; path: string }): RequestFault[];
  /** Whether, and how, this goes wrong with the next webhook, which counts as one. */
  meetWebhook<Kind extends WebhookFault["kind"]>(
    kind: Kind,
  ): Extract<WebhookFault, { kind: Kind }> | undefined;
}

/** What somebody asked to go wrong. It is not kept: a restart mends everything. */
export function openFaults(now: () => number): Faults {
  const open = new Map<string, OpenFault>();

  return {
    add({ fault, for_requests: left = null, for_seconds: seconds, path = null, method = null }) {
      const ends_at = seconds === undefined ? null : now() + seconds * 1000;
      const added = { id: `fault_${randomUUID()}`, fault, path, method, left, ends_at };
      open.set(added.id, added);
      return added;
    },
    all,
    remove: (id) => open.delete(id),
    clear: () => open.clear(),
    meet({ method, path }) {
      return all().flatMap((each) => {
        const { data: fault } = requestFault.safeParse(each.fault);
        const isMeant =
          path.startsWith(each.path ?? "") && (each.method === null || each.method === method);
        if (!fault || !isMeant) return [];
        count(each);
        return [fault];
      });
    },
    meetWebhook(kind) {
      for (const each of all())
        if (isKind(each.fault, kind)) {
          count(each);
          return each.fault;
        }
      return undefined;
    },
  };

  function all(): OpenFault[] {
    for (const { id, ends_at } of open.values())
      if (ends_at !== null && ends_at <= now()) open.delete(id);
    return [...open.values()];
  }

  function count({ id, left, ...rest }: OpenFault) {
    if (left === 1) open.delete(id);
    else if (left !== null) open.set(id, { id, left: left - 1, ...rest });
  }
}

function isKind<Kind extends string>(
  fault: FaultWish["fault"],
  kind: Kind,
): fault is Extract<FaultWish["fault"], { kind: Kind }> {
  return fault.kind === kind;
}
