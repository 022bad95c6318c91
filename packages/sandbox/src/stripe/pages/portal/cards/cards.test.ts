import { beforeEach, expect, it } from "vitest";
import { CARD, openTestPages } from "../../testing.ts";

let open: ReturnType<typeof openTestPages>;
let url: string;
beforeEach(async () => {
  open = openTestPages();
  url = await open.linkFor("cus_acme");
  await open.sent(`${url}/cards/new`, { ...CARD, card_number: "5555 5555 5555 4444" });
});

const second = async () => {
  const { data } = await open.stripe.customers.listPaymentMethods("cus_acme");
  return data.find(({ card }) => card?.last4 === "4444")?.id ?? "";
};
const defaultNow = async () => {
  const customer = await open.stripe.customers.retrieve("cus_acme");
  return customer.deleted ? undefined : customer.invoice_settings.default_payment_method;
};

it("keeps a card beside the default one", async () => {
  expect(await defaultNow()).toBe("pm_acme");
  const page = await open.read(url);
  expect(page).toMatch(/4242\s*<span class="tag good">Default/);
  expect(page).toContain("Mastercard ending in 4444");
});

it("makes another card the default", async () => {
  const page = await open.sent(`${url}/cards/${await second()}/charge`);
  expect(page).toMatch(/4444\s*<span class="tag good">Default/);
  expect(await defaultNow()).toBe(await second());
  const { data } = await open.stripe.events.list({ limit: 2 });
  expect(data).toMatchObject([
    {
      type: "customer.subscription.updated",
      data: { previous_attributes: { default_payment_method: "pm_acme" } },
    },
    {
      type: "customer.updated",
      data: { previous_attributes: { invoice_settings: { default_payment_method: "pm_acme" } } },
    },
  ]);
});

it("removes a card once that is confirmed", async () => {
  const card = `${url}/cards/${await second()}/remove`;
  expect(await open.read(card)).toContain("Remove Mastercard ending in 4444?");
  expect(await open.sent(card)).toContain("The card is removed.");
  expect(await second()).toBe("");
  expect(await open.newest(1)).toEqual(["payment_method.detached"]);
  expect(await open.read(`${url}/cards/pm_acme/remove`)).toContain("the next payment fails");
});

it("leaves alone the cards of others, and all where the configuration says so", async () => {
  expect((await open.send(`${url}/cards/pm_umbrella/remove`)).status).toBe(404);
  expect((await open.send(`${url}/cards/pm_umbrella/charge`)).status).toBe(404);
  await open.stripe.billingPortal.configurations.update("bpc_portico", {
    features: { payment_method_update: { enabled: false } },
  });
  expect(await open.read(url)).not.toContain("Add a card");
  expect((await open.send(`${url}/cards/pm_acme/remove`)).status).toBe(404);
  expect((await open.send(`${url}/cards/new`, CARD)).status).toBe(404);
});
