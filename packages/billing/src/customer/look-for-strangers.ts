import {
  claimCustomers,
  type Database,
  keepMovingIn,
  movingIn,
  rememberDeployment,
} from "@portico/db";
import type Stripe from "stripe";
import { organizationNamedIn } from "../from-stripe/customer.ts";
import { pagesOf } from "../stripe/pages-of.ts";

export interface LookForStrangersNeeds {
  db: Database;
  stripe: Pick<Stripe, "accounts" | "customers">;
  livemode: boolean;
  now(): Date;
}

/** Once, before anybody becomes a customer: whether the account has customers that name no organization. */
export async function lookForStrangers(needs: LookForStrangersNeeds) {
  const { db, stripe, livemode } = needs;
  if (((await movingIn(db)) ?? "not known") !== "not known") return;
  const account = await stripe.accounts.retrieveCurrent();
  await rememberDeployment(db, { stripeAccount: account.id, livemode });
  await keepMovingIn(db, (await meetStrangers(needs)) ? "needed" : "not needed");
}

/** Those that do name one are its own from now on, also where our rows were lost. */
async function meetStrangers({ db, stripe, now }: LookForStrangersNeeds): Promise<boolean> {
  for await (const { data } of pagesOf((page) => stripe.customers.list(page))) {
    await claimCustomers(
      db,
      data.flatMap((each) => rowFor(each, now())),
    );
    if (data.some(({ metadata }) => organizationNamedIn(metadata) === null)) return true;
  }
  return false;
}

function rowFor({ id, metadata }: Stripe.Customer, claimedAt: Date) {
  const organizationId = organizationNamedIn(metadata);
  return organizationId === null ? [] : [{ organizationId, id, claimedAt }];
}
