import { day } from "@portico/billing/words";
import type { ApiKeyView } from "../trpc.ts";

/** Every sentence of the page about API keys. */
export const apiKeyWords = {
  heading: "API keys",
  promise: "With a key a program of yours acts in the name of your organization.",
  name: "Name",
  access: "What it may do",
  expiry: "Expires",
  create: "Create key",
  creating: "Creating the key…",
  shownOnce: "Copy the key now. It is not shown again.",
  secret: "The new key",
  copy: "Copy",
  copied: "Copied",
  copyByHand: "Copy it by hand",
  done: "I have kept it",
  keys: "Keys",
  none: "No keys yet.",
  revoke: "Revoke",
  revokeForGood: "Once it is revoked, whoever uses it is refused. That cannot be undone.",
  reallyRevoke: "Revoke it",
  keep: "Keep it",
  neverUsed: "Never used",
};

export const ACCESS = [
  { value: "write", label: "Manage billing", scopes: ["billing:read", "billing:write"] },
  { value: "read", label: "Look only", scopes: ["billing:read"] },
  { value: "spend", label: "Spend credits", scopes: ["billing:read", "credits:spend"] },
] as const;

export const EXPIRY = [
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "never", label: "Never" },
] as const;

export function accessInWords({ scopes }: ApiKeyView): string {
  const rights = [
    scopes.includes("billing:write") && ACCESS[0].label,
    scopes.includes("credits:spend") && ACCESS[2].label,
  ];
  return rights.filter(Boolean).join(", ") || ACCESS[1].label;
}

export function lifeInWords({ status, expiresAt, revokedAt }: ApiKeyView): string {
  if (revokedAt !== null) return `Revoked on ${day(revokedAt)}`;
  if (expiresAt === null) return "Never expires";
  return `${status === "expired" ? "Expired" : "Expires"} on ${day(expiresAt)}`;
}

export function lastUseInWords({ lastUsedAt }: ApiKeyView): string {
  return lastUsedAt === null ? apiKeyWords.neverUsed : `Last used on ${day(lastUsedAt)}`;
}
