import { randomBytes } from "node:crypto";
import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { newId } from "../books/ids.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { LOCALES } from "../endpoint/locales.ts";
import { oneOf, text, webAddress } from "../endpoint/params.ts";
import { invalid, missingParam } from "../problem.ts";
import { openFlow } from "./flow.ts";
import { flowData } from "./flow-params.ts";

const sessionWish = {
  customer: text,
  configuration: text.optional(),
  return_url: webAddress.optional(),
  locale: oneOf(LOCALES).optional(),
  on_behalf_of: text.optional(),
  flow_data: flowData.optional(),
};

const NO_DEFAULT =
  "No configuration provided and your test mode default configuration has not been created. Provide a configuration or " +
  "create your default by saving your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.";

export function portalSessionEndpoints(books: Books, publicUrl: string): Endpoint[] {
  return [
    endpoint(
      "POST",
      "/v1/billing_portal/sessions",
      sessionWish,
      ({ customer, configuration: named, return_url, locale, flow_data }, { cause }) => {
        books.customers.get(customer, { param: "customer" });
        const configuration = named
          ? books.configurations.get(named, { param: "configuration" })
          : usual(books);
        const returnUrl = return_url ?? configuration.default_return_url;
        if (!returnUrl) throw missingParam("return_url");
        const token = `test_${randomBytes(24).toString("base64url")}`;
        const session: Stripe.BillingPortal.Session = {
          id: newId("bps", 24),
          object: "billing_portal.session",
          configuration: configuration.id,
          created: books.now(),
          customer,
          customer_account: null,
          flow: flow_data ? openFlow(books, configuration, customer, flow_data) : null,
          livemode: false,
          locale: locale ?? null,
          on_behalf_of: null,
          return_url: returnUrl,
          url: `${publicUrl}/p/session/${token}`,
        };
        books.portalLinks.put(token, { ...session, token, last_used: null });
        books.record("billing_portal.session.created", session, cause);
        return session;
      },
    ),
  ];
}

function usual({ configurations }: Books) {
  const configuration = configurations.all().find((each) => each.is_default && each.active);
  if (!configuration) throw invalid(NO_DEFAULT);
  return configuration;
}
