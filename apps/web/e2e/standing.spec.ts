import { z } from "zod";
import { changeInPortal, expect, leavePortal, openBillingAs, switchTo, test } from "./journey.ts";

const founded = z.object({ id: z.string() });

test("an organization that never subscribed is told so", async ({ page, request, clerkUrl }) => {
  const atClerk = `${clerkUrl}/v1/organizations`;
  const headers = { authorization: "Bearer sk_test_journey" };
  const data = { name: "Stark", created_by: "user_grace" };
  const { id } = founded.parse(await (await request.post(atClerk, { headers, data })).json());
  await openBillingAs(page, "Grace Hopper");
  await switchTo(page, "Stark");
  await expect(page.getByText("Stark has never subscribed.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Manage billing" })).toHaveCount(0);
  await request.delete(`${atClerk}/${id}`, { headers });
});

test("Initech, which is past due, is told what happened and what to do", async ({ page }) => {
  await openBillingAs(page, "Linus Pauling");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The last payment did not go through.");
  await expect(alert).toContainText("put in a card that works");
  await expect(page.getByText("Not paid yet").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Manage billing" })).toBeVisible();
});

test("what is cancelled or renewed in the portal is on the page after coming back", async ({
  page,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await switchTo(page, "Umbrella");
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible();

  await changeInPortal(page, "Cancel plan");
  await leavePortal(page);
  await expect(page.getByText(/^Business — .* ends on/)).toBeVisible();

  await changeInPortal(page, "Renew plan");
  await leavePortal(page);
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible();
});
