import { personOf } from "@portico/db";
import { type Caller, requireOrganization } from "../caller.ts";
import { ensureCustomer, type EnsureCustomerNeeds } from "../customer/ensure-customer.ts";

/** The organization's customer. Whoever makes it one gives it their address. */
export async function payerFor(needs: EnsureCustomerNeeds, caller: Caller): Promise<string> {
  const admin = "person" in caller ? await personOf(needs.db, caller.person) : null;
  return ensureCustomer(needs, requireOrganization(caller), admin);
}
