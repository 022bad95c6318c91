import {
  announce,
  askErrand,
  customerOf,
  type Database,
  type ErrandKind,
  keepClerkWord,
  keepMembership,
  keepOrganization,
  keepPerson,
} from "@portico/db";
import { z } from "zod";

const told = { timestamp: z.number().optional() };
const id = z.string().min(1).max(255);
const updated = { updated_at: z.number().optional() };

const organization = z.object({ id, name: z.string().nullish(), ...updated });
const person = z.object({
  id,
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  primary_email_address_id: z.string().nullish(),
  email_addresses: z.array(z.object({ id: z.string(), email_address: z.string() })).optional(),
  ...updated,
});
const membership = z.object({
  organization: z.object({ id }),
  public_user_data: z.object({ user_id: id }),
  role: z.string(),
  ...updated,
});

/** The words of Clerk that we listen to. */
const clerkWord = z.discriminatedUnion("type", [
  z.object({ type: z.literal("organization.created"), data: organization, ...told }),
  z.object({ type: z.literal("organization.updated"), data: organization, ...told }),
  z.object({ type: z.literal("organization.deleted"), data: z.object({ id }), ...told }),
  z.object({ type: z.literal("user.created"), data: person, ...told }),
  z.object({ type: z.literal("user.updated"), data: person, ...told }),
  z.object({ type: z.literal("user.deleted"), data: z.object({ id }), ...told }),
  z.object({ type: z.literal("organizationMembership.created"), data: membership, ...told }),
  z.object({ type: z.literal("organizationMembership.updated"), data: membership, ...told }),
  z.object({ type: z.literal("organizationMembership.deleted"), data: membership, ...told }),
]);

type ClerkWord = z.infer<typeof clerkWord>;

export type Hearing = "stored" | "had it" | "not listened to";

/** Keeps what Clerk says about organizations, people and memberships. `id` is the delivery's own: one word, one effect. */
export async function hearClerk(
  db: Database,
  id: string,
  payload: unknown,
  now: Date,
): Promise<Hearing> {
  const word = clerkWord.safeParse(payload).data;
  if (!word) return "not listened to";
  return db.transaction(async (tx) => {
    if (!(await keepClerkWord(tx, { id, type: word.type, receivedAt: now }))) return "had it";
    await keep(tx, word, now);
    await askFor(tx, word, now);
    await announce(tx, [subjectOf(word)]);
    return "stored";
  });
}

async function keep(db: Database, word: ClerkWord, now: Date) {
  const toldAt = timeOf(word, now);
  switch (word.type) {
    case "organization.created":
    case "organization.updated":
      return keepOrganization(db, {
        id: word.data.id,
        name: word.data.name ?? null,
        toldAt,
        deletedAt: null,
      });
    case "organization.deleted":
      return keepOrganization(db, { id: word.data.id, name: null, toldAt, deletedAt: toldAt });
    case "user.created":
    case "user.updated":
      return keepPerson(db, {
        id: word.data.id,
        ...nameAndEmail(word.data),
        toldAt,
        deletedAt: null,
      });
    case "user.deleted":
      return keepPerson(db, {
        id: word.data.id,
        name: null,
        email: null,
        toldAt,
        deletedAt: toldAt,
      });
    case "organizationMembership.created":
    case "organizationMembership.updated":
      return keepMembership(db, { ...membershipOf(word.data), toldAt, endedAt: null });
    case "organizationMembership.deleted":
      return keepMembership(db, { ...membershipOf(word.data), toldAt, endedAt: toldAt });
  }
}

/** Members come and go together, and their seats are changed together. */
const GATHERING_MS = 3_000;

/** What is to be done at Stripe now, where the organization is a customer. */
async function askFor(db: Database, word: ClerkWord, at: Date) {
  const kind = ERRANDS.get(word.type);
  const organizationId = subjectOf(word);
  if (!kind || (await customerOf(db, organizationId)) === null) return;
  const notBefore = new Date(at.getTime() + (kind === "end plans" ? 0 : GATHERING_MS));
  const names = "public_user_data" in word.data ? [word.data.public_user_data.user_id] : [];
  await askErrand(db, { kind, subject: organizationId, organizationId, names, at, notBefore });
}

const ERRANDS = new Map<ClerkWord["type"], ErrandKind>([
  ["organization.deleted", "end plans"],
  ["organizationMembership.created", "follow members"],
  ["organizationMembership.deleted", "follow members"],
]);

/** Whoever watches an organization watches its memberships too. */
function subjectOf({ data }: ClerkWord): string {
  return "organization" in data ? data.organization.id : data.id;
}

function timeOf(word: ClerkWord, now: Date): Date {
  const updatedAt = "updated_at" in word.data ? word.data.updated_at : undefined;
  return new Date(word.timestamp ?? updatedAt ?? now.getTime());
}

function membershipOf(data: z.infer<typeof membership>) {
  return {
    organizationId: data.organization.id,
    personId: data.public_user_data.user_id,
    role: data.role,
  };
}

function nameAndEmail(data: z.infer<typeof person>) {
  const addresses = data.email_addresses ?? [];
  const primary =
    addresses.find((each) => each.id === data.primary_email_address_id) ?? addresses[0];
  const name = [data.first_name, data.last_name].filter(Boolean).join(" ");
  return { name: name === "" ? null : name, email: primary?.email_address ?? null };
}
