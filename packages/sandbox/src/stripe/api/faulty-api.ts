import { DroppedConnection } from "../../faults/dropped-connection.ts";
import { type RequestFault, requestFault } from "../../faults/fault.ts";
import type { Faults } from "../../faults/faults.ts";
import { newId } from "../books/ids.ts";
import { invalid } from "../problem.ts";
import { headersFor, refusal } from "./api.ts";
import { faultProblem } from "./fault-problem.ts";
import { openInProgress } from "./in-progress.ts";
import { requireKey } from "./key.ts";

interface FaultyNeeds {
  api: (request: Request) => Promise<Response>;
  faults: Faults;
  /** Reads the world as it was. */
  ago: <Result>(seconds: number, work: () => Result) => Result;
  wait: (milliseconds: number) => Promise<void>;
}

const FAULT_HEADER = "portico-sandbox-fault";

/** Stripe's API with the faults somebody asked for. What is refused was not begun, so its key can be used again. */
export function withFaults({ api, faults, ago, wait }: FaultyNeeds) {
  const inProgress = openInProgress();

  return async (request: Request): Promise<Response> => {
    let release = () => {};
    try {
      requireKey(request);
      release = inProgress.take(request);
      return await answer(request, [...wished(request), ...faults.meet(addressOf(request))]);
    } catch (error) {
      if (error instanceof DroppedConnection) throw error;
      const id = newId("req");
      return refusal(error, id, headersFor(request, id));
    } finally {
      release();
    }
  };

  async function answer(request: Request, met: RequestFault[]): Promise<Response> {
    for (const fault of met) await before(fault);
    const stale = met.find((fault) => fault.kind === "stale");
    const isRead = request.method === "GET";
    const made = await (stale && isRead ? ago(stale.seconds, () => api(request)) : api(request));
    if (met.some(({ kind }) => kind === "dropped_after")) throw new DroppedConnection();
    return made;
  }

  async function before(fault: RequestFault) {
    switch (fault.kind) {
      case "latency":
        return wait(fault.milliseconds);
      case "dropped_before":
        throw new DroppedConnection();
      case "too_many_requests":
      case "server_error":
      case "unavailable":
        throw faultProblem(fault);
      case "dropped_after":
      case "stale":
        return undefined;
    }
  }
}

function addressOf({ method, url }: Request) {
  return { method, path: new URL(url).pathname };
}

/** A single request asks for a fault of its own by header, in JSON. */
function wished({ headers }: Request): RequestFault[] {
  const text = headers.get(FAULT_HEADER);
  if (text === null) return [];
  const { data } = requestFault.safeParse(jsonIn(text));
  if (!data)
    throw invalid(
      `Invalid ${FAULT_HEADER}: send JSON such as {"kind":"latency","milliseconds":500}.`,
    );
  return [data];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
