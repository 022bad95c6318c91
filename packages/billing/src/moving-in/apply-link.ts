import {
  type AuditRow,
  customersOfOurs,
  keepAuditEntries,
  markMovedIn,
  organizationsOf,
  whatHappened,
} from "@portico/db";
import { lookForStrangers, type LookForStrangersNeeds } from "../customer/look-for-strangers.ts";
import { ORGANIZATION_KEY } from "../from-stripe/customer.ts";
import { inOrder } from "../sync/in-order.ts";
import { patiently } from "../sync/patiently.ts";
import { syncCustomer, type SyncCustomerNeeds, syncOnceFree } from "../sync/sync-customer.ts";
import {
  type LinkPlan,
  type LinkWish,
  type Placed,
  planLink,
  type PlanLinkNeeds,
} from "./plan-link.ts";

export type ApplyLinkNeeds = PlanLinkNeeds & SyncCustomerNeeds & LookForStrangersNeeds;

/** A customer that was just linked, or could not be. */
export interface Linked {
  customer: string;
  organization: string;
  failed: string | null;
}

interface Operator {
  actor: string;
  requestId: string;
}

export type LinkProgress =
  | { is: "planned"; plan: LinkPlan }
  | { is: "linked"; done: number; total: number; linked: Linked }
  /** Whether organizations without a customer may become one from now on. */
  | { is: "over"; movedIn: boolean };

const AT_ONCE = 5;

/** Writes on each matched customer whose it is, and reads all of it. Done again, it goes on where it was stopped. */
export async function* applyLink(
  needs: ApplyLinkNeeds,
  wish: LinkWish,
  leaveUnmatched: boolean,
  by: Operator,
): AsyncGenerator<LinkProgress> {
  await lookForStrangers(needs);
  const plan = await planLink(needs, wish);
  yield { is: "planned", plan };

  const known = new Set(await customersOfOurs(needs.db));
  const todo = plan.placed.flatMap((placed) => linkFor(placed, known));
  let failures = 0;
  let done = 0;
  for await (const linked of inOrder(todo, AT_ONCE, (one) => link(needs, one, by))) {
    if (linked.failed !== null) failures += 1;
    yield { is: "linked", done: (done += 1), total: todo.length, linked };
  }

  const movedIn = failures === 0 && (leaveUnmatched || !plan.placed.some(isLeftPaying));
  if (movedIn) await markMovedIn(needs.db);
  yield { is: "over", movedIn };
}

/** Nobody of ours, so far as is known, and it pays: perhaps an organization's plan. */
function isLeftPaying({ verdict, pays }: Placed): boolean {
  return (verdict.is === "ambiguous" || verdict.is === "unmatched") && pays.length > 0;
}

type Link = Pick<Linked, "customer" | "organization"> & { isNew: boolean };

/** Who was linked already, and is not known here yet, is read alone. */
function linkFor({ id, verdict }: Placed, known: ReadonlySet<string>): Link[] {
  if (verdict.is !== "matched" && verdict.is !== "linked") return [];
  const isNew = verdict.is === "matched";
  const { organization } = verdict;
  return isNew || !known.has(id) ? [{ customer: id, organization, isNew }] : [];
}

async function link(needs: ApplyLinkNeeds, asked: Link, by: Operator): Promise<Linked> {
  const { customer, organization } = asked;
  try {
    if (asked.isNew) await name(needs, asked, by);
    const came = await syncCustomer(needs, customer);
    const { failed } = came === "busy" ? await syncOnceFree(needs, customer) : came;
    return { customer, organization, failed: failed ?? (await whyNotKept(needs, asked)) };
  } catch (error) {
    return { customer, organization, failed: whatHappened(error) };
  }
}

async function name(needs: ApplyLinkNeeds, asked: Link, by: Operator) {
  const metadata = { [ORGANIZATION_KEY]: asked.organization };
  await patiently(needs, () => needs.stripe.customers.update(asked.customer, { metadata }));
  await keepAuditEntries(needs.db, [entryFor(asked, by, needs.now())]);
}

function entryFor(
  { customer, organization }: Link,
  { actor, requestId }: Operator,
  at: Date,
): AuditRow {
  return {
    at,
    organizationId: organization,
    action: "customer.link",
    outcome: "done",
    subject: customer,
    address: actor,
    requestId,
  };
}

async function whyNotKept({ db }: ApplyLinkNeeds, { customer, organization }: Link) {
  const owner = (await organizationsOf(db, [customer])).get(customer);
  return owner === organization ? null : `${organization} has another customer here`;
}
