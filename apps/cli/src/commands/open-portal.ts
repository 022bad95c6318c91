import { type Asked, type Command, onlyName, ORGANIZATION, sayJson } from "../command.ts";
import type { Settings } from "../env.ts";
import { withOperator } from "../open-operator.ts";

export const openPortalCommands = {
  "portal open": {
    takes: "<organization>",
    does: "makes a way into Stripe's portal for an organization where nobody may pay",
    options: ["json"],
    run: openPortal,
  },
} satisfies Record<string, Command>;

/** The address is a credential: it is said once, and nowhere kept. */
async function openPortal(settings: Settings, asked: Asked): Promise<number> {
  const organization = onlyName("portal open", ORGANIZATION, asked);
  return withOperator(settings, async (ask) => {
    const opened = await ask.openPortal.mutate({ organization });
    if (asked.json) sayJson(opened);
    else console.log(opened.url);
    return 0;
  });
}
