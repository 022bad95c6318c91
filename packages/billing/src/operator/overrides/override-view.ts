import type { OverrideGives, OverrideRow } from "@portico/db";
import { giftInWords } from "../../history/override-words.ts";
import { day } from "../../words/index.ts";

export interface OverrideView {
  id: number;
  organization: string;
  gives: OverrideGives;
  author: string;
  reason: string;
  startsAt: string;
  endsAt: string | null;
}

export function viewOverride({ id, organizationId, ...row }: OverrideRow): OverrideView {
  const { gives, author, reason, startsAt, endsAt } = row;
  return {
    id,
    organization: organizationId,
    gives,
    author,
    reason,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  };
}

export function overrideInWords({ id, organization, author, ...said }: OverrideView): string {
  const gift = giftInWords({ kind: "override", author, ...said });
  return `${id}  ${organization}  ${gift} (${author}, ${day(said.startsAt)})`;
}
