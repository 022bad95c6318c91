import { z } from "zod";

const customers = z.object({
  data: z.array(z.object({ id: z.string(), metadata: z.record(z.string(), z.string()) })),
});

/** An organization that became a customer is none again. */
export async function forgetCustomer(stripeUrl: string, organization: string) {
  const { data } = customers.parse(await ask(stripeUrl, "GET", "/v1/customers?limit=100"));
  for (const { id, metadata } of data)
    if (metadata.portico_organization === organization)
      await ask(stripeUrl, "DELETE", `/v1/customers/${id}`);
}

const told = z.object({ id: z.string(), status: z.string().optional() });

/** The payment of a company that pays is overdue again: its newest period could not be billed. */
export async function declineCardOf(stripeUrl: string, company: string) {
  const customer = `cus_${company}`;
  const plan = `/v1/subscriptions/sub_${company}`;
  const { status } = told.parse(await ask(stripeUrl, "GET", plan));
  if (status === "past_due") return;
  const attach = "/v1/payment_methods/pm_card_chargeCustomerFail/attach";
  const { id } = told.parse(await ask(stripeUrl, "POST", attach, { customer }));
  await ask(stripeUrl, "POST", plan, {
    default_payment_method: id,
    billing_cycle_anchor: "now",
    proration_behavior: "none",
  });
}

async function ask(stripeUrl: string, method: string, path: string, form = {}): Promise<unknown> {
  const body = new URLSearchParams(form);
  const answer = await fetch(`${stripeUrl}${path}`, {
    method,
    headers: { authorization: "Bearer sk_test_journey" },
    ...(method === "POST" && { body }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${await answer.text()}`);
  return answer.json();
}
