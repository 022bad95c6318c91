import { beforeEach, expect, it } from "vitest";
import { CARD, HOST, openTestPages } from "../testing.ts";

let open: ReturnType<typeof openTestPages>;
beforeEach(() => {
  open = openTestPages();
});

const ASKING = { ...CARD, card_number: "4000 0000 0000 3220", charged: "yes" };

async function askedAboutCard() {
  const url = await open.linkFor("cus_acme");
  const answer = await open.send(`${url}/cards/new`, ASKING);
  return { url, question: answer.headers.get("location") ?? "" };
}

it("asks before a card is kept, and leads back to the portal", async () => {
  const { url, question } = await askedAboutCard();
  expect(await open.read(question)).toContain("wants to keep your Visa ending in 3220.");
  expect(await open.sent(question, { answer: "yes" })).toContain("Your new card is saved.");
  expect(await open.read(url)).toContain("Visa ending in 3220");
  expect(await open.newest(5)).toEqual([
    "customer.subscription.updated",
    "customer.updated",
    "setup_intent.succeeded",
    "payment_method.attached",
    "setup_intent.requires_action",
  ]);
  expect(await open.read(question)).toContain("Your bank has its answer");
});

it("keeps no card when the person says no", async () => {
  const { url, question } = await askedAboutCard();
  const page = await open.sent(question, { answer: "no" });
  expect(page).toContain("Your bank did not agree.");
  expect(await open.newest(1)).toEqual(["setup_intent.setup_failed"]);
  expect(await open.read(`${url}/home`)).not.toContain("3220");
});

it("asks again whoever comes back without an answer", async () => {
  const { url, question } = await askedAboutCard();
  expect(await open.read(`${url}/cards/added`)).toContain("Is this you?");
  expect((await open.visit(`${url}/cards/added`)).headers.get("location")).toBe(question);
});

it("asks about a payment, and leads back to where it says with the outcome in the address", async () => {
  const { stripe } = open;
  const intent = await stripe.paymentIntents.create({
    amount: 2500,
    currency: "usd",
    payment_method: "pm_card_threeDSecure2Required",
    confirm: true,
    return_url: `${HOST}/paid?order=1`,
  });
  const question = intent.next_action?.redirect_to_url?.url ?? "";
  const page = await open.visit(question);
  expect(page.headers.get("content-security-policy")).toContain(`form-action 'self' ${HOST}`);
  expect(await page.text()).toContain("<strong>$25.00</strong>");
  const to = (await open.send(question, { answer: "yes" })).headers.get("location");
  expect(to).toBe(
    `${HOST}/paid?order=1&payment_intent=${intent.id}` +
      `&payment_intent_client_secret=${intent.client_secret}&redirect_status=succeeded`,
  );
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "succeeded" });
});

it("leads back to no other place than its own, whatever the address says", async () => {
  const { question } = await askedAboutCard();
  const [path] = question.split("?");
  for (const back of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
    const page = await open.send(`${path}?${new URLSearchParams({ back }).toString()}`, {});
    expect(page.headers.get("location")).toBeNull();
  }
});

it("knows no question that was never asked", async () => {
  expect((await open.visit("/authenticate/pi_made_up")).status).toBe(404);
});
