import { createHash } from "node:crypto";
import type { Invitation, Membership, Organization, Person } from "./directory-rows.ts";
import { ROLES } from "./roles.ts";

const MONTH_MS = 30 * 24 * 3_600_000;

export function organizationJson(organization: Organization, members: number, invited: number) {
  return {
    object: "organization",
    id: organization.id,
    name: organization.name,
    slug: organization.slug,
    image_url: initials(organization.name.slice(0, 1)),
    has_image: false,
    members_count: members,
    pending_invitations_count: invited,
    max_allowed_memberships: 100,
    admin_delete_enabled: false,
    public_metadata: organization.public_metadata ?? {},
    private_metadata: {},
    created_by: organization.created_by,
    created_at: organization.created_at,
    updated_at: organization.updated_at,
  };
}

export function publicUserJson(person: Person) {
  return {
    user_id: person.id,
    identifier: person.email,
    first_name: person.first_name,
    last_name: person.last_name,
    image_url: initials(person.first_name.slice(0, 1) + person.last_name.slice(0, 1)),
    has_image: false,
  };
}

export function membershipJson(
  membership: Membership,
  person: Person,
  organization: ReturnType<typeof organizationJson>,
) {
  return {
    object: "organization_membership",
    id: membership.id,
    role: membership.role,
    role_name: ROLES[membership.role].name,
    permissions: ROLES[membership.role].permissions,
    public_metadata: {},
    private_metadata: {},
    organization,
    public_user_data: publicUserJson(person),
    created_at: membership.created_at,
    updated_at: membership.updated_at,
  };
}

export function invitationJson({ id, organization, email, role, ...row }: Invitation) {
  return {
    object: "organization_invitation",
    id,
    email_address: email,
    role,
    role_name: ROLES[role].name,
    organization_id: organization,
    status: row.status,
    public_metadata: {},
    private_metadata: {},
    url: null,
    created_at: row.created_at,
    updated_at: row.updated_at,
    expires_at: row.created_at + MONTH_MS,
  };
}

export function userJson(person: Person) {
  const email = `idn_${person.id}`;
  const { image_url } = publicUserJson(person);
  return {
    object: "user",
    id: person.id,
    username: null,
    first_name: person.first_name,
    last_name: person.last_name,
    image_url,
    has_image: false,
    primary_email_address_id: email,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    email_addresses: [
      {
        object: "email_address",
        id: email,
        email_address: person.email,
        linked_to: [],
        matches_sso_connection: false,
        verification: {
          object: "verification",
          status: "verified",
          strategy: "admin",
          attempts: null,
          expire_at: null,
        },
      },
    ],
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: [],
    enterprise_accounts: [],
    saml_accounts: [],
    passkeys: [],
    password_enabled: true,
    totp_enabled: false,
    backup_code_enabled: false,
    two_factor_enabled: false,
    public_metadata: {},
    unsafe_metadata: {},
    private_metadata: {},
    external_id: null,
    create_organization_enabled: false,
    delete_self_enabled: false,
    banned: false,
    locked: false,
    last_sign_in_at: null,
    last_active_at: null,
    created_at: person.created_at,
    updated_at: person.updated_at,
  };
}

export function deletedJson(object: string, id: string) {
  return { object, id, deleted: true };
}

/** A picture that needs no other host. */
function initials(text: string): string {
  const letters = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  const hue = createHash("sha256").update(text).digest().readUInt16BE() % 360;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="hsl(${hue} 35% 42%)"/>` +
    `<text x="32" y="41" font-size="26" text-anchor="middle" fill="#fff" font-family="sans-serif">${letters}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
