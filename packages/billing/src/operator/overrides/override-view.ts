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

export function viewOverride({
  organizationId,
  startsAt,
  endsAt,
  ...row
}: OverrideRow): OverrideView {
  return {
    ...row,
    organization: organizationId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  };
}

export function overrideInWords({ id, organization, author, ...said }: OverrideView): string {
  const gift = giftInWords({ kind: "override", author, ...said });
  return `${id}  ${organization}  ${gift} (${author}, ${day(said.startsAt)})`;
}
