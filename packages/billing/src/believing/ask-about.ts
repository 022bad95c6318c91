import type { Cause } from "@portico/db";
import { type CustomerRead, readCustomer, type ReadNeeds } from "../from-stripe/read-customer.ts";
import { type AskedAlone, readObject } from "../from-stripe/read-object.ts";
import { causeOf, type Finding, findingFromObject, findingsFromRead } from "./findings.ts";
import type { CustomerFile } from "./judge-letters.ts";
import type { Words } from "./words.ts";

export interface Found {
  findings: Finding[];
  /** When the customer was read whole, if it was. */
  read: CustomerRead | undefined;
}

/** More objects than these are cheaper to read with all the rest of the customer. */
const FEW = 2;

/** Asks Stripe what open letters leave open. */
export async function askAbout(
  needs: ReadNeeds,
  file: CustomerFile,
  open: Words[],
): Promise<Found> {
  // An object alone does not say whether a customer whom we never saw is still there.
  const isKnown = file.rows.has(file.customer);
  if (!isKnown || open.length > FEW || !open.every(canBeAskedAlone))
    return readEverything(needs, file, open, causeFrom(open));
  const asked = await Promise.all(
    open.filter(canBeAskedAlone).map(async (object) => askAlone(needs, file, object)),
  );
  // Of what was never seen and is gone there is no row to say so; a reading of all says it.
  const isLost = asked.some((findings) => findings.length === 0);
  return isLost
    ? readEverything(needs, file, open, causeFrom(open))
    : { findings: asked.flat(), read: undefined };
}

/** Reads all of a customer, and once more whatever letters name and the lists lack. */
export async function readEverything(
  needs: ReadNeeds,
  file: CustomerFile,
  open: Words[],
  causeFor: (id: string) => Cause,
): Promise<Found> {
  const read = await readCustomer(needs, file.customer);
  const shown = new Set(read.told.map(({ id }) => id));
  const lacking = shown.has(file.customer) ? open.filter(({ id }) => !shown.has(id)) : [];
  const found = await Promise.all(
    lacking.filter(canBeAskedAlone).map(async (object) => askAlone(needs, file, object)),
  );
  const more = found.flat();
  const asked = new Set(more.map(({ row }) => row.id));
  const findings = findingsFromRead(file, read, causeFor).filter(({ row }) => !asked.has(row.id));
  return { findings: [...findings, ...more], read };
}

async function askAlone(needs: ReadNeeds, file: CustomerFile, object: AloneWords) {
  const read = await readObject(needs, object.kind, object.id);
  return findingFromObject(file, object.id, read, causeFrom([object])(object.id));
}

type AloneWords = Words & { kind: AskedAlone };

function canBeAskedAlone(object: Words): object is AloneWords {
  return object.kind !== "customer" && object.kind !== "discount";
}

/** The newest letter about the object, else the newest of all. */
function causeFrom(open: Words[]): (id: string) => Cause {
  const newest = (objects: Words[]) =>
    objects
      .flatMap(({ words }) => words)
      .toSorted((one, other) => other.created.getTime() - one.created.getTime())[0];
  const general = newest(open);
  return (id) => {
    const word = newest(open.filter((object) => object.id === id)) ?? general;
    if (!word) throw new Error("Nothing was asked without a letter.");
    return causeOf(word);
  };
}
