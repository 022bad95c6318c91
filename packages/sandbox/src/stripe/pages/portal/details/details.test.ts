import { beforeEach, expect, it } from "vitest";
import { openTestPages } from "../../testing.ts";

let open: ReturnType<typeof openTestPages>;
let url: string;
beforeEach(async () => {
  open = openTestPages();
  url = await open.linkFor("cus_acme");
});

const TYPED = {
  name: "Acme Ltd",
  email: "money@acme.test",
  phone: "+44 20 7946 0000",
  address_line1: "1 New Road",
  address_city: "London",
  address_postal_code: "N1 1AA",
  address_country: "GB",
};

it("changes who pays and where they are, and tells what it was before", async () => {
  expect(await open.read(`${url}/details`)).toContain('value="billing@acme.test"');
  const page = await open.sent(`${url}/details`, TYPED);
  expect(page).toContain("Your billing details are saved.");
  expect(page).toContain("1 New Road, London, N1 1AA, GB");
  const [event] = (await open.stripe.events.list({ limit: 1 })).data;
  expect(event).toMatchObject({
    type: "customer.updated",
    data: {
      object: { name: "Acme Ltd", phone: "+44 20 7946 0000" },
      previous_attributes: {
        email: "billing@acme.test",
        name: "Acme",
        phone: null,
        address: { city: "Phoenix", country: "US", line1: "500 Desert Road" },
      },
    },
  });
});

it.each([["an email that is none", { email: "nobody" }, "Type an email address"]])(
  "refuses %s, and keeps what was typed",
  async (_, mistake, words) => {
    const page = await open.sent(`${url}/details`, { ...TYPED, ...mistake });
    expect(page).toContain(words);
    expect(page).toContain('value="1 New Road"');
    expect(await open.stripe.customers.retrieve("cus_acme")).toMatchObject({ name: "Acme" });
  },
);

it("changes what the configuration allows, and nothing else", async () => {
  await open.stripe.billingPortal.configurations.update("bpc_portico", {
    features: { customer_update: { enabled: true, allowed_updates: ["email"] } },
  });
  const page = await open.read(`${url}/details`);
  expect(page).toContain('name="email"');
  expect(page).not.toContain('name="name"');
  await open.sent(`${url}/details`, TYPED);
  expect(await open.stripe.customers.retrieve("cus_acme")).toMatchObject({
    name: "Acme",
    email: "money@acme.test",
    address: { city: "Phoenix" },
  });
});

it("writes no event when nothing changed", async () => {
  await open.stripe.billingPortal.configurations.update("bpc_portico", {
    features: { customer_update: { enabled: true, allowed_updates: ["email"] } },
  });
  await open.sent(`${url}/details`, { email: "billing@acme.test" });
  expect(await open.newest(1)).toEqual(["billing_portal.configuration.updated"]);
});
