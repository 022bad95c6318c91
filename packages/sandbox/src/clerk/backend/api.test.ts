import { createClerkClient } from "@clerk/backend";
import { verifyWebhook } from "@clerk/backend/webhooks";
import { afterEach, expect, test, vi } from "vitest";
import { worldInMemory } from "../../world.ts";
import { KEYS, SANDBOX, startSandbox, type TestSandbox } from "../test-sandbox.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a new sandbox tells of everybody once, signed so that Clerk's SDK accepts it", async () => {
  const sandbox = startSandbox();
  const told = await eventsOf(sandbox);
  expect(count(told)).toEqual({
    "user.created": 4,
    "organization.created": 4,
    "organizationMembership.created": 5,
  });
  const data = told.flatMap((event) =>
    event.type === "organizationMembership.created" ? [event.data] : [],
  );
  expect(
    data.find((membership) => membership.public_user_data.user_id === "user_bob"),
  ).toMatchObject({
    role: "org:member",
    organization: { id: "org_acme", name: "Acme" },
    public_user_data: { identifier: "bob@acme.test" },
  });
});

test("what was deleted stays deleted after a restart", async () => {
  const world = worldInMemory();
  const clerk = clientOf(startSandbox({ world }));
  await clerk.organizations.deleteOrganization("org_globex");
  const { data } = await clerk.organizations.getOrganizationList({ limit: 100 });
  expect(data.map(({ id }) => id)).toEqual(["org_acme", "org_umbrella", "org_initech"]);
});

test("Clerk's SDK reads people, organizations and memberships", async () => {
  const clerk = clientOf(startSandbox());
  const ada = await clerk.users.getUser("user_ada");
  expect([ada.fullName, ada.primaryEmailAddress?.emailAddress]).toEqual([
    "Ada Lovelace",
    "ada@acme.test",
  ]);
  expect((await clerk.users.getUserList()).totalCount).toBe(4);
  const { data } = await clerk.organizations.getOrganizationMembershipList({
    organizationId: "org_acme",
  });
  expect(data.map((row) => [row.publicUserData?.userId, row.role])).toEqual([
    ["user_ada", "org:admin"],
    ["user_bob", "org:member"],
  ]);
  const { token } = await clerk.signInTokens.createSignInToken({
    userId: "user_ada",
    expiresInSeconds: 60,
  });
  expect(token).toMatch(/^[\w-]{32}$/);
});

test("Clerk's SDK keeps what an application says of an organization, and servers alone see all", async () => {
  const { organizations } = clientOf(startSandbox());
  const kept = await organizations.updateOrganizationMetadata("org_acme", {
    publicMetadata: { size: "large", seats: 5 },
    privateMetadata: { customer: "cus_1" },
  });
  expect(kept.privateMetadata).toEqual({ customer: "cus_1" });
  await organizations.updateOrganizationMetadata("org_acme", { publicMetadata: { size: null } });
  await organizations.updateOrganization("org_acme", { name: "Acme & Sons" });
  const { data } = await organizations.getOrganizationList({ limit: 100 });
  expect(data.find(({ id }) => id === "org_acme")).toMatchObject({
    name: "Acme & Sons",
    publicMetadata: { seats: 5 },
    privateMetadata: { customer: "cus_1" },
  });
  const { data: members } = await organizations.getOrganizationMembershipList({
    organizationId: "org_acme",
  });
  expect(members[0]?.organization.privateMetadata).toEqual({});
});

test("Clerk's SDK counts members, and nobody who was only asked to join", async () => {
  const sandbox = startSandbox();
  await eventsOf(sandbox);
  const { organizations } = clientOf(sandbox);
  const organizationId = "org_acme";
  const counted = async () => {
    const list = await organizations.getOrganizationMembershipList({ organizationId, limit: 1 });
    return [list.data.length, list.totalCount];
  };
  expect(await counted()).toEqual([1, 2]);
  const invitation = await organizations.createOrganizationInvitation({
    organizationId,
    emailAddress: "Eve@acme.test",
    role: "org:member",
    inviterUserId: "user_ada",
  });
  expect(invitation).toMatchObject({ emailAddress: "eve@acme.test", status: "pending" });
  expect(await counted()).toEqual([1, 2]);
  expect(
    await organizations.getOrganization({ organizationId, includeMembersCount: true }),
  ).toMatchObject({ membersCount: 2 });
  await organizations.createOrganizationMembership({
    organizationId,
    userId: "user_grace",
    role: "org:member",
  });
  expect(await counted()).toEqual([1, 3]);
  await organizations.revokeOrganizationInvitation({ organizationId, invitationId: invitation.id });
  const pending = { organizationId, status: ["pending" as const] };
  expect((await organizations.getOrganizationInvitationList(pending)).totalCount).toBe(0);
  expect(count(await eventsOf(sandbox))).toEqual({
    "organizationInvitation.created": 1,
    "organizationInvitation.revoked": 1,
    "organizationMembership.created": 1,
  });
});

test("what a program changes is told to the host", async () => {
  const sandbox = startSandbox();
  await eventsOf(sandbox);
  const clerk = clientOf(sandbox);
  const bob = { organizationId: "org_acme", userId: "user_bob" };
  await clerk.organizations.deleteOrganizationMembership(bob);
  await clerk.organizations.createOrganizationMembership({ ...bob, role: "org:member" });
  await clerk.organizations.updateOrganizationMembership({ ...bob, role: "org:admin" });
  await clerk.organizations.updateOrganization("org_acme", { name: "Acme Ltd" });
  await clerk.users.updateUser("user_bob", { firstName: "Robert" });
  await clerk.users.deleteUser("user_linus");
  await clerk.organizations.deleteOrganization("org_globex");
  const told = await eventsOf(sandbox);
  expect(count(told)).toEqual({
    "organizationMembership.created": 1,
    "organizationMembership.updated": 1,
    "organizationMembership.deleted": 3,
    "organization.updated": 1,
    "organization.deleted": 1,
    "user.updated": 1,
    "user.deleted": 1,
  });
  const gone = { object: "organization", id: "org_globex", slug: "globex", deleted: true };
  expect(told).toContainEqual(
    expect.objectContaining({ type: "organization.deleted", data: gone }),
  );
});

test("a program without a test key is refused, whatever it asks", async () => {
  const { ask } = startSandbox();
  const statusWith = async (authorization?: string) =>
    (await ask("/v1/users", authorization === undefined ? {} : { headers: { authorization } }))
      .status;
  expect(await statusWith()).toBe(401);
  expect(await statusWith("Bearer sk_live_x")).toBe(401);
  expect(await statusWith("Bearer sk_test_x")).toBe(200);
});

function clientOf({ fetch }: TestSandbox) {
  vi.stubGlobal("fetch", (input: string | URL, init?: RequestInit) =>
    fetch(new Request(input, init)),
  );
  return createClerkClient({ secretKey: KEYS.clerkSecretKey, apiUrl: SANDBOX });
}

async function eventsOf({ outbox, webhooks }: TestSandbox) {
  await outbox.deliverDue();
  const { clerkWebhookSecret: signingSecret } = KEYS;
  return Promise.all(
    webhooks.splice(0).map((request) => verifyWebhook(request, { signingSecret })),
  );
}

function count(events: { type: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of events) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
