import { expectGoodPage } from "./good-page.ts";
import { offerEverything, openPortal } from "./open-portal.ts";
import { expect, test } from "./walk.ts";

const PAGES = {
  cus_acme: [
    "/home?done=update",
    "/cards/new",
    "/cards/pm_acme/remove",
    "/details",
    "/invoices/in_acme4",
    "/plans/sub_acme/update",
    "/plans/sub_acme/update/confirm?price=price_business",
    "/plans/sub_acme/update/confirm?price=price_team&quantity=99",
    "/plans/sub_acme/cancel",
    "/plans/sub_acme/pause",
  ],
  cus_initech: ["/home", "/invoices/in_initech3/pay"],
};

for (const [customer, paths] of Object.entries(PAGES))
  for (const path of paths)
    test(`everybody can use ${path} of ${customer}`, async ({ page, stripe }) => {
      await offerEverything(stripe);
      await page.goto((await openPortal(stripe, customer)) + path);
      await expectGoodPage(page);
    });

test("everybody can read that a link has expired", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}/p/session/test_of_yesterday`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link has expired");
  await expectGoodPage(page);
});
