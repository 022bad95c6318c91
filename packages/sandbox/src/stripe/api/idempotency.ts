import type { World } from "../../world.ts";
import { DAY } from "../calendar.ts";
import { StripeProblem } from "../problem.ts";

interface Saved {
  key: string;
  created: number;
  address: string;
  asked: string;
  /** The request that was answered first. */
  request: string;
  status: number;
  body: unknown;
}

const LONGEST_KEY = 255;
const KEPT_FOR = DAY;

/** What was answered to each idempotency key. A key means one request, for a day. */
export function openIdempotency(world: World, now: () => number) {
  const answers = world.table<Saved>("stripe_idempotency");
  for (const saved of answers.all()) if (isOld(saved)) answers.delete(saved.key);
  return { replay, save };

  function replay(key: string, address: string, asked: string): Saved | undefined {
    if (key.length > LONGEST_KEY)
      throw refused(`Idempotency keys can be at most ${LONGEST_KEY} characters long.`);
    const saved = answers.get(key);
    if (!saved || isOld(saved)) return undefined;
    if (saved.address !== address)
      throw refused(
        `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${address}' vs '${saved.address}'). ${meantOther(key)}`,
      );
    if (saved.asked !== inOrder(asked))
      throw refused(
        `Keys for idempotent requests can only be used with the same parameters they were first used with. ${meantOther(key)}`,
      );
    return saved;
  }

  function save(
    key: string,
    address: string,
    asked: string,
    request: string,
    answer: { status: number; body: unknown },
  ): Saved {
    const saved = { key, created: now(), address, asked: inOrder(asked), request, ...answer };
    answers.put(key, saved);
    return saved;
  }

  function isOld({ created }: Saved): boolean {
    return now() - created > KEPT_FOR;
  }
}

/** The same parameters may come in another order. */
function inOrder(asked: string): string {
  const params = new URLSearchParams(asked);
  params.sort();
  return params.toString();
}

function meantOther(key: string): string {
  return `Try using a key other than '${key}' if you meant to execute a different request.`;
}

function refused(message: string): StripeProblem {
  return new StripeProblem(400, { type: "idempotency_error", message });
}
