import { z } from "zod";
import { expectPortalOf, openBillingAs, test } from "./journey.ts";

const opened = z.object({ url: z.url() });

for (const [organization, name] of [
  ["org_acme", "Acme"],
  ["org_umbrella", "Umbrella"],
] as const)
  test(`the token that Clerk gives for ${name} opens its portal, whichever organization is active`, async ({
    page,
  }) => {
    await openBillingAs(page, "Ada Lovelace");
    const answer: unknown = await page.evaluate(`(async () => {
      const token = await window.Clerk.session.getToken({ organizationId: "${organization}" });
      const response = await fetch("/api/billing-portal", {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: \`Bearer \${token}\` },
        body: JSON.stringify({ return_url: window.location.href }),
      });
      return response.json();
    })()`);
    await page.goto(opened.parse(answer).url);
    await expectPortalOf(page, name);
  });
