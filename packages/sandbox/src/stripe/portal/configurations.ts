import type Stripe from "stripe";
import { z } from "zod";
import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, clearableAddress, flag, listing, metadata } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { changeFeatures, features, NO_FEATURES, productsIn } from "./features.ts";

type Configuration = Stripe.BillingPortal.Configuration;

const fields = {
  business_profile: z
    .strictObject({
      headline: clearable.optional(),
      privacy_policy_url: clearableAddress.optional(),
      terms_of_service_url: clearableAddress.optional(),
    })
    .optional(),
  default_return_url: clearableAddress.optional(),
  login_page: z.strictObject({ enabled: flag }).optional(),
  metadata: metadata.optional(),
  name: clearable.optional(),
};

type Asked = z.infer<z.ZodObject<typeof fields>> & {
  active?: boolean | undefined;
  features?: z.infer<typeof features> | undefined;
};

const path = "/v1/billing_portal/configurations";
const byPath = { path: "configuration" };

export function configurationEndpoints(books: Books): Endpoint[] {
  const { configurations } = books;
  const filters = { active: flag.optional(), is_default: flag.optional() };
  return [
    endpoint("POST", path, { ...fields, features }, (asked, { cause }) => {
      const made = change(books, newConfiguration(configurations.newId(), books.now()), asked);
      books.record("billing_portal.configuration.created", configurations.put(made), cause);
      return made;
    }),
    endpoint("GET", path, { ...listing, ...filters }, ({ active, is_default: usual, ...page }) => {
      const found = configurations
        .all()
        .filter((each) => (active ?? each.active) === each.active)
        .filter((each) => (usual ?? each.is_default) === each.is_default);
      return pageOf(found, page, path, "configuration");
    }),
    endpoint("GET", `${path}/:id`, {}, (_, { id }) => configurations.get(id, byPath)),
    endpoint(
      "POST",
      `${path}/:id`,
      { ...fields, active: flag.optional(), features: features.optional() },
      (asked, { id, cause }) => {
        const before = configurations.get(id, byPath);
        if (before.is_default && asked.active === false)
          throw invalid("You cannot deactivate the default configuration.", { param: "active" });
        const after = { ...change(books, before, asked), updated: books.now() };
        books.record(
          "billing_portal.configuration.updated",
          configurations.put(after),
          cause,
          before,
        );
        return after;
      },
    ),
  ];
}

function change(books: Books, before: Configuration, asked: Asked): Configuration {
  const { metadata: meta, business_profile: profile, features: wanted = {}, ...rest } = asked;
  const { login_page: login, ...plain } = rest;
  const products = productsIn(wanted);
  for (const { product, prices } of products ?? []) {
    books.products.get(product, { param: "features[subscription_update][products]" });
    for (const price of prices)
      books.prices.get(price, { param: "features[subscription_update][products]" });
  }
  if (products) books.portalProducts.put(before.id, products);
  return {
    ...before,
    ...given(plain),
    business_profile: { ...before.business_profile, ...given(profile ?? {}) },
    features: changeFeatures(before.features, wanted),
    login_page: login ? { enabled: login.enabled, url: null } : before.login_page,
    metadata: mergeMetadata(before.metadata ?? {}, meta),
  };
}

export function newConfiguration(id: string, created: number): Configuration {
  return {
    id,
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created,
    default_return_url: null,
    features: NO_FEATURES,
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: created,
  };
}
