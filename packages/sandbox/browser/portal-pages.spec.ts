import { expectGoodPage } from "./good-page.ts";
import { offerEverything, openPortal } from "./open-portal.ts";
import { expect, test } from "./walk.ts";

const PAGES = {
  Acme: {
    customer: "cus_acme",
    paths: [
      "/home?done=update",
      "/cards/new",
      "/cards/pm_acme/remove",
      "/details",
      "/invoices/in_acme4",
    ],
  },
  "Acme's plan": {
    customer: "cus_acme",
    paths: ["", "/confirm?price=price_business", "/confirm?price=price_team&quantity=99"].map(
      (path) => `/plans/sub_acme/update${path}`,
    ),
  },
  "Acme's way out": {
    customer: "cus_acme",
    paths: ["/plans/sub_acme/cancel", "/plans/sub_acme/pause"],
  },
  Initech: {
    customer: "cus_initech",
    paths: ["/home", "/invoices/in_initech3/pay"],
  },
};

for (const [whose, { customer, paths }] of Object.entries(PAGES))
  test(`everybody can use each page of ${whose}`, async ({ page, stripe }) => {
    await offerEverything(stripe);
    const url = await openPortal(stripe, customer);
    for (const path of paths) {
      await page.goto(url + path);
      await expectGoodPage(page);
    }
  });

test("everybody can read that a link has expired", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}/p/session/test_of_yesterday`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link has expired");
  await expectGoodPage(page);
});
