import { createInterface } from "node:readline/promises";
import { count } from "@portico/billing/words";
import {
  type Asked,
  type Command,
  onlyName,
  ORGANIZATION,
  sayJson,
  WrongUsage,
} from "../command.ts";
import type { Settings } from "../env.ts";
import { type Operator, withOperator } from "../open-operator.ts";

export const eraseCommands = {
  erase: {
    takes: "<organization>",
    does: "removes what we know about an organization's people and cards",
    options: ["yes", "json"],
    run: eraseOrganization,
  },
} satisfies Record<string, Command>;

async function eraseOrganization(settings: Settings, asked: Asked): Promise<number> {
  const organization = onlyName("erase", ORGANIZATION, asked);
  if (!asked.yes && !(await isMeant(organization))) {
    console.error("Nothing was erased.");
    return 1;
  }
  return withOperator(settings, async (ask) => {
    const { removed, remains } = await ask.erase.mutate({ organization });
    if (asked.json) sayJson({ organization, removed, remains });
    else console.log([...inWords(removed), "", ...remains].join("\n"));
    return 0;
  });
}

async function isMeant(organization: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new WrongUsage('"erase" cannot be undone. Without a terminal to ask on, it takes --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`This cannot be undone. Type ${organization} to erase: `);
  terminal.close();
  return answer.trim() === organization;
}

type Removed = Awaited<ReturnType<Operator["ask"]["erase"]["mutate"]>>["removed"];

const WORDS = [
  ["letters", "letter", "letters", "emptied"],
  ["auditEntries", "entry", "entries", "of the audit log without person and address"],
  ["apiKeys", "API key", "API keys", "without a maker"],
  ["memberships", "membership", "memberships", "removed"],
  ["people", "person", "people", "removed"],
  ["customerClaims", "request", "requests", "for a customer without name and address"],
  ["errands", "errand", "errands", "at Stripe without the members' ids"],
  ["paymentMethods", "payment method", "payment methods", "without brand, digits and expiry"],
  ["notices", "notice", "notices", "to your application without names"],
  ["changes", "change", "changes", "of the history without cards and names"],
] satisfies [keyof Removed, string, string, string][];

function inWords(removed: Removed): string[] {
  return WORDS.map(
    ([what, one, several, done]) => `  ${count(removed[what], one, several)} ${done}`,
  );
}
