import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const open = openTestSandbox();
const { checkout, events, paymentLinks } = open.stripe;
const team = { price: "price_team", quantity: 2 };
const pen = {
  price_data: { currency: "usd", unit_amount: 250, product_data: { name: "Pen" } },
  quantity: 1,
};

const follow = (url: string) => open.fetch(new Request(url, { redirect: "manual" }));

async function sessionBy(url: string) {
  const answer = await follow(url);
  const id = answer.headers.get("location")?.split("/").at(-1) ?? "";
  return checkout.sessions.retrieve(id, { expand: ["payment_link"] });
}

async function pay(session: string) {
  const body = new URLSearchParams({ payment_method: "pm_card_visa" });
  return open.ask(`/v1/payment_pages/${session}/confirm`, { method: "POST", body });
}

it("opens a session of its own for everybody who follows it", async () => {
  const link = await paymentLinks.create({
    line_items: [team],
    metadata: { from: "link" },
    subscription_data: { trial_period_days: 7 },
  });
  expect(link).toMatchObject({ active: true, currency: "usd", url: expect.stringMatching(/pay/) });
  const one = await sessionBy(
    `${link.url}?prefilled_email=ada@acme.test&client_reference_id=org_1`,
  );
  expect(one).toMatchObject({
    mode: "subscription",
    status: "open",
    amount_total: 0,
    customer_email: "ada@acme.test",
    client_reference_id: "org_1",
    metadata: { from: "link" },
    payment_link: { id: link.id },
  });
  expect((await sessionBy(link.url)).id).not.toBe(one.id);
  const { data } = await paymentLinks.listLineItems(link.id);
  expect(data).toMatchObject([{ description: "Team", quantity: 2 }]);
});

it("thanks in its own words, or leads on", async () => {
  const thanks = { type: "hosted_confirmation", hosted_confirmation: { custom_message: "Enjoy!" } };
  const link = await paymentLinks.create({ line_items: [pen], after_completion: thanks });
  const { success_url: next } = await sessionBy(link.url);
  expect(await (await follow(next ?? "")).text()).toContain("Enjoy!");
  const url = "https://shop.test/thanks";
  await paymentLinks.update(link.id, { after_completion: { type: "redirect", redirect: { url } } });
  expect(await sessionBy(link.url)).toMatchObject({ success_url: url });
});

it("is told of, and is found while it is active", async () => {
  const { id, url } = await paymentLinks.create({ line_items: [team] });
  await paymentLinks.update(id, { active: false, inactive_message: "Sold out." });
  const [event] = (await events.list({ type: "payment_link.updated", limit: 1 })).data;
  expect(event?.data.previous_attributes).toMatchObject({ active: true, inactive_message: null });
  const shut = await follow(url);
  expect(shut.status).toBe(410);
  expect(await shut.text()).toContain("Sold out.");
  const active = await paymentLinks.list({ active: true });
  expect(active.data.map((each) => each.id)).not.toContain(id);
  expect((await follow(`${url}x`)).status).toBe(404);
});

it("ends when it was paid by as often as it may be", async () => {
  const link = await paymentLinks.create({
    line_items: [pen],
    restrictions: { completed_sessions: { limit: 1 } },
  });
  expect((await pay((await sessionBy(link.url)).id)).status).toBe(200);
  expect(await paymentLinks.retrieve(link.id)).toMatchObject({
    restrictions: { completed_sessions: { count: 1, limit: 1 } },
  });
  expect((await follow(link.url)).status).toBe(410);
});

it("refuses what no session would take", async () => {
  const unknown = paymentLinks.create({ line_items: [{ price: "price_no", quantity: 1 }] });
  expect(await refusalOf(unknown)).toMatchObject({ message: "No such price: 'price_no'" });
});
