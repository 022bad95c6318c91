import { expect, it } from "vitest";
import { openTestCheckout, PAYER } from "./testing.ts";

it("changes quantities within their bounds, and charges nobody a price they did not see", async () => {
  const { stripe, opened, send, now } = openTestCheckout();
  const { id, url, expected_amount } = await opened();
  const line = (await stripe.checkout.sessions.listLineItems(id)).data[0]?.id ?? "";
  await send(`${url}/quantities`, { [line]: "6" });
  await send(`${url}/quantities`, { [line]: "0" });
  expect(await now(id)).toMatchObject({ amount_total: 9800 });
  await send(`${url}/quantities`, { [line]: "3" });
  expect(await now(id)).toMatchObject({ amount_total: 14_700 });
  const seenBefore = await send(url, { ...PAYER, expected_amount });
  expect(await seenBefore.text()).toContain("has changed meanwhile");
  expect((await send(url, { ...PAYER, expected_amount: "14700" })).status).toBe(303);
});

it("takes a promotion code off, where codes are taken", async () => {
  const { stripe, opened, read, send, now } = openTestCheckout();
  const { id: coupon } = await stripe.coupons.create({ percent_off: 25, duration: "once" });
  await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon }, code: "SUMMER" });
  const { id, url } = await opened({ allow_promotion_codes: true });
  const unknown = await send(`${url}/promotion`, { code: "WINTER" });
  expect(await unknown.text()).toContain("This code is not valid.");
  await send(`${url}/promotion`, { code: "summer" });
  expect(await now(id)).toMatchObject({
    amount_total: 7350,
    total_details: { amount_discount: 2450 },
  });
  expect(await read(url)).toContain("SUMMER");
  await send(`${url}/promotion`, {});
  expect(await now(id)).toMatchObject({ amount_total: 9800, discounts: [] });

  await send(`${url}/promotion`, { code: "summer" });
  await send(url, { ...PAYER, expected_amount: "7350" });
  const done = await stripe.checkout.sessions.retrieve(id, { expand: ["invoice"] });
  expect(done).toMatchObject({ status: "complete", invoice: { total: 7350, status: "paid" } });
  expect(await stripe.coupons.retrieve(coupon)).toMatchObject({ times_redeemed: 1 });
});

it("wants consent, a phone number and a name where the session does", async () => {
  const { opened, send, now } = openTestCheckout();
  const { id, url, expected_amount } = await opened({
    consent_collection: { terms_of_service: "required" },
    phone_number_collection: { enabled: true },
  });
  const page = await (await send(url, { ...PAYER, expected_amount })).text();
  expect(page).toContain("Please agree to the terms to go on.");
  expect(page).toContain("Type your phone number.");
  await send(url, { ...PAYER, expected_amount, terms: "yes", phone: "+44 20 7946 0000" });
  expect(await now(id)).toMatchObject({
    consent: { terms_of_service: "accepted" },
    customer_details: { phone: "+44 20 7946 0000" },
  });
});

it("asks for an address where the session does, and keeps it", async () => {
  const { opened, send, now } = openTestCheckout();
  const { id, url, expected_amount } = await opened({ billing_address_collection: "required" });
  const page = await (await send(url, { ...PAYER, expected_amount })).text();
  expect(page).toContain("Choose a country.");
  const address = { line1: "10 Downing Street", city: "London", postal_code: "SW1A 2AA" };
  await send(url, { ...PAYER, ...address, country: "GB", expected_amount });
  expect(await now(id)).toMatchObject({
    customer_details: { address: { ...address, country: "GB" } },
    customer: { address: { ...address, country: "GB" } },
  });
});
