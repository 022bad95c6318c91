import { expect, it, onTestFinished } from "vitest";
import { APP_URL, jsonOf, openHouse } from "./testing.ts";

it("shows the newest of every list to whoever asks for nothing more", async () => {
  const house = await openHouse();
  onTestFinished(() => house.close());
  await house.settle();
  const headers = { authorization: `Bearer ${await house.tokenOf("ada", "org_acme")}` };
  for (const list of ["credits", "history", "auditLog"]) {
    const answer = await house.fetch(new Request(`${APP_URL}/trpc/billing.${list}`, { headers }));
    expect(await jsonOf(answer)).toMatchObject({
      result: { data: { entries: expect.any(Array) } },
    });
  }
});
