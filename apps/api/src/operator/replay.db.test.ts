import {
  askErrand,
  keepLetters,
  keepNotices,
  type LetterRow,
  markErrandDead,
  troubledErrands,
} from "@portico/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type House, openHouse } from "../testing.ts";
import { openOperator } from "./testing.ts";

let house: House;
let operator: Awaited<ReturnType<typeof openOperator>>;
beforeAll(async () => {
  house = await openHouse();
  operator = await openOperator(house);
  await keepLetters(house.deps.db, [
    dead("evt_1", 1),
    dead("evt_2", 2),
    dead("evt_3", 3),
    { ...dead("unreadable_1", 4), decision: "unreadable" },
  ]);
});
afterAll(async () => {
  await operator.close();
  await house.close();
});

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const dead = (id: string, second: number): LetterRow => ({
  id,
  type: "customer.updated",
  decision: "stored",
  payload: "what nobody but us may read",
  createdAt: at(second),
  receivedAt: at(second),
  nextAttemptAt: at(second),
  attempts: 20,
  lastError: "Stripe said no",
  deadAt: at(30),
});

it("shows letters page by page, the longest waiting first, and never what is in them", async () => {
  const list = (cursor?: string) =>
    operator.ask.letters.list.query({ state: "dead", limit: 3, cursor });
  const first = await list();
  expect(first).toMatchObject({
    letters: [{ id: "evt_1" }, { id: "evt_2" }, { id: "evt_3", receivedAt: at(3).toISOString() }],
    next: "evt_3",
  });
  expect(await list("evt_3")).toMatchObject({ letters: [{ id: "unreadable_1" }], next: null });
  expect(JSON.stringify(first)).not.toContain("nobody but us");
});

it("lets one letter be tried again, then all, but for what nobody can read", async () => {
  const { list, replay } = operator.ask.letters;
  expect(await replay.mutate({ id: "evt_2" })).toEqual({ replayed: 1 });
  expect(await replay.mutate({ id: "evt_2" })).toEqual({ replayed: 0 });
  expect(await list.query({ state: "open" })).toMatchObject({
    letters: [{ id: "evt_2", attempts: 0, deadAt: null }],
  });
  expect(await replay.mutate({ all: true })).toEqual({ replayed: 2 });
  expect((await list.query({ state: "dead" })).letters).toMatchObject([{ id: "unreadable_1" }]);
});

it("lets the host be told again, of one thing or of all that it was told in vain", async () => {
  const notice = (source: string) => ({
    organizationId: "org_acme",
    kind: "access.lost",
    source,
    cause: { by: "event", event: source, type: "customer.subscription.deleted" } as const,
    before: { secret: "what the host alone is told" },
    at: at(1),
    nextAttemptAt: at(1),
    attempts: 20,
    lastError: "The host answered 500.",
    deadAt: at(2),
  });
  await keepNotices(house.deps.db, ["evt_1", "evt_2", "evt_3"].map(notice));
  const { list, replay } = operator.ask.notices;
  const [newest] = await list.query();
  expect(newest).toEqual({
    id: expect.any(Number),
    organization: "org_acme",
    kind: "access.lost",
    at: at(1).toISOString(),
    attempts: 20,
    lastError: "The host answered 500.",
    deadAt: at(2).toISOString(),
  });
  expect(await replay.mutate({ id: newest?.id ?? 0 })).toEqual({ replayed: 1 });
  expect(await replay.mutate({ all: true })).toEqual({ replayed: 2 });
  expect(await list.query()).toEqual([]);
});

it("shows errands that failed or were given up, and lets those be tried again", async () => {
  const { db } = house.deps;
  const ask = (subject: string) =>
    askErrand(db, {
      kind: "end double",
      subject,
      organizationId: "org_acme",
      names: [],
      at: at(1),
      notBefore: at(1),
    });
  for (const subject of ["sub_1", "sub_2"]) await ask(subject);
  await db.execute("update portico.errands set last_error = 'No such subscription.'");
  const [second, first] = await troubledErrands(db, 10);
  for (const errand of [first, second])
    await markErrandDead(db, errand?.id ?? 0, "No such subscription.", at(2));
  const { list, replay } = operator.ask.errands;
  expect(await list.query()).toEqual([
    expect.objectContaining({ subject: "sub_2" }),
    {
      id: first?.id,
      kind: "end double",
      subject: "sub_1",
      organization: "org_acme",
      askedAt: at(1).toISOString(),
      attempts: 1,
      nextAttemptAt: at(1).toISOString(),
      lastError: "No such subscription.",
      deadAt: at(2).toISOString(),
    },
  ]);
  expect(await replay.mutate({ id: first?.id ?? 0 })).toEqual({ replayed: 1 });
  expect(await replay.mutate({ all: true })).toEqual({ replayed: 1 });
  expect(await list.query()).toEqual([]);
});

it("says what does not fit, and of a trouble of ours nothing but the request's id", async () => {
  await expect(operator.ask.letters.list.query({ state: "dead", limit: 0 })).rejects.toMatchObject({
    data: { reason: "BAD_REQUEST" },
  });
  const broken = await openHouse();
  await broken.close();
  const { ask, close } = await openOperator(broken);
  await expect(ask.notices.list.query()).rejects.toMatchObject({
    message: expect.stringMatching(/^Something went wrong on our side/),
    data: { reason: "UNEXPECTED", requestId: expect.stringMatching(/^\w{26}$/) },
  });
  expect(broken.logged.join()).toContain("portico");
  await close();
});
