import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "../database.ts";
import { openTestDatabase } from "../testing.ts";
import { prepareStanding } from "./customers.ts";
import {
  keepClerkWord,
  keepMembership,
  keepOrganization,
  keepPerson,
  membersOf,
  organizationName,
} from "./directory.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const standingOf = (...who: [string, string]) => prepareStanding(database.db)(...who);
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
const organization = (
  id: string,
  name: string | null,
  toldAt: Date,
  deletedAt: Date | null = null,
) => keepOrganization(database.db, { id, name, toldAt, deletedAt });
const membership = (personId: string, toldAt: Date, endedAt: Date | null = null) =>
  keepMembership(database.db, {
    organizationId: "org_1",
    personId,
    role: "org:member",
    toldAt,
    endedAt,
  });

it("hears the same word once", async () => {
  const word = { id: "msg_1", type: "user.created", receivedAt: at(0) };
  expect(await keepClerkWord(database.db, word)).toBe(true);
  expect(await keepClerkWord(database.db, word)).toBe(false);
});

it("believes the newest word about an organization, in whatever order words come", async () => {
  await organization("org_a", "New name", at(2));
  await organization("org_a", "Old name", at(1));
  expect(await organizationName(database.db, "org_a")).toBe("New name");
});

it("never brings a deleted organization back", async () => {
  await organization("org_b", null, at(1), at(1));
  await organization("org_b", "Late word", at(2));
  expect(await standingOf("org_b", "user_1")).toMatchObject({
    organizationDeleted: true,
  });
});

it("knows that a person can leave and come back", async () => {
  await membership("user_1", at(1));
  await membership("user_1", at(2), at(2));
  await membership("user_1", at(1));
  expect(await standingOf("org_1", "user_1")).toMatchObject({ membershipEnded: true });
  await membership("user_1", at(3));
  expect(await standingOf("org_1", "user_1")).toMatchObject({
    membershipEnded: false,
  });
});

it("believes the end, when joining and leaving share a moment", async () => {
  await membership("user_2", at(1), at(1));
  await membership("user_2", at(1));
  expect(await standingOf("org_1", "user_2")).toMatchObject({ membershipEnded: true });
});

it("refuses nobody it was not told of", async () => {
  expect(await standingOf("org_unknown", "user_unknown")).toEqual({
    customer: null,
    organizationDeleted: false,
    personDeleted: false,
    subscription: null,
    membershipEnded: false,
  });
});

it("lists living members alone", async () => {
  await keepPerson(database.db, {
    id: "user_3",
    name: "Ada",
    email: "ada@acme.test",
    toldAt: at(1),
    deletedAt: null,
  });
  await keepPerson(database.db, {
    id: "user_4",
    name: null,
    email: null,
    toldAt: at(1),
    deletedAt: at(1),
  });
  for (const personId of ["user_3", "user_4"])
    await keepMembership(database.db, {
      organizationId: "org_2",
      personId,
      role: "org:admin",
      toldAt: at(1),
      endedAt: null,
    });
  expect(await membersOf(database.db, "org_2")).toEqual([
    { name: "Ada", email: "ada@acme.test", role: "org:admin" },
  ]);
});
