import { type Change, tellHost } from "@portico/billing";
import type { Database } from "@portico/db";
import { expect } from "vitest";
import { z } from "zod";
import type { Answering } from "../testing.ts";
import { inAnHour, rowsOf } from "./settled.ts";

const heardChange = z.object({ id: z.string(), organization: z.string() });
export type Heard = z.infer<typeof heardChange>;

/** A host that takes whatever it is told, and writes it down. */
export function hearing(heard: Heard[]): Answering {
  return async (request) => {
    heard.push(heardChange.parse(await request.json()));
    return new Response(null, { status: 204 });
  };
}

/** The killed held leases, which end within a minute. */
export async function tellLater(db: Database, heard: Heard[]) {
  const onFailure = (_: unknown, error: unknown) => {
    throw error;
  };
  const listeners = [async (change: Change) => void heard.push(change)];
  while ((await tellHost({ db, listeners, now: inAnHour, onFailure })) > 0);
}

/** Each change at least once, and each organization's in their order. */
export async function expectTold(db: Database, heard: Heard[]) {
  const changes = await rowsOf(db, "select id, organization_id from portico.notices order by id");
  const organizations = new Set(changes.map((change) => change["organization_id"]));
  expect(organizations.size).toBeGreaterThan(0);
  for (const organization of organizations) {
    const told = heard.filter((each) => each.organization === organization).map(({ id }) => id);
    const kept = changes.filter((change) => change["organization_id"] === organization);
    expect(told.filter((id, at) => id !== told[at - 1])).toEqual(kept.map(({ id }) => String(id)));
  }
}
