import type { Role } from "./roles.ts";

export interface Stamps {
  created_at: number;
  updated_at: number;
}

export interface Person extends Stamps {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
}

export type Metadata = Readonly<Record<string, unknown>>;

export interface Organization extends Stamps {
  id: string;
  name: string;
  slug: string;
  created_by: string;
  public_metadata?: Metadata;
  /** For servers alone. */
  private_metadata?: Metadata;
}

export interface Membership extends Stamps {
  id: string;
  person: string;
  organization: string;
  role: Role;
}

export interface Invitation extends Stamps {
  id: string;
  organization: string;
  email: string;
  role: Role;
  status: "pending" | "revoked";
}
