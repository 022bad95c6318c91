import type Stripe from "stripe";
import type { z } from "zod";
import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, decimal, flag, metadata, oneOf, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";

const byPath = { path: "tax_rate" };
const TYPES = ["gst", "hst", "igst", "jct", "pst", "qst", "rst", "sales_tax", "vat"] as const;
const fields = {
  active: flag.optional(),
  country: clearable.optional(),
  description: clearable.optional(),
  jurisdiction: clearable.optional(),
  metadata: metadata.optional(),
  state: clearable.optional(),
  tax_type: oneOf(TYPES).optional(),
};
const taxRateWish = { ...fields, display_name: text, inclusive: flag, percentage: decimal };
const changes = { ...fields, display_name: text.optional() };
const filters = { active: flag.optional(), inclusive: flag.optional() };

export function taxRateEndpoints(books: Books): Endpoint[] {
  const { taxRates } = books;
  return [
    endpoint("POST", "/v1/tax_rates", taxRateWish, (asked, { cause }) => {
      const { inclusive, percentage, ...rest } = asked;
      if (percentage < 0 || percentage > 100)
        throw invalid("Invalid percentage: must be between 0 and 100.", { param: "percentage" });
      const made = newTaxRate(taxRates.newId(), books.now(), inclusive, percentage);
      const rate = taxRates.put(change(made, rest));
      books.record("tax_rate.created", rate, cause);
      return rate;
    }),
    endpoint("GET", "/v1/tax_rates", { ...datedListing, ...filters }, (asked) => {
      const { active, created, inclusive, ...page } = asked;
      const found = matching(taxRates.all(), { active, created, inclusive });
      return pageOf(found, page, "/v1/tax_rates", "tax rate");
    }),
    endpoint("GET", "/v1/tax_rates/:id", {}, (_, { id }) => taxRates.get(id, byPath)),
    endpoint("POST", "/v1/tax_rates/:id", changes, (asked, { id, cause }) => {
      const before = taxRates.get(id, byPath);
      const after = taxRates.put(change(before, asked));
      books.record("tax_rate.updated", after, cause, before);
      return after;
    }),
  ];
}

/** The rates by these ids, in use as they are now. */
export function taxRatesAsked({ taxRates }: Books, ids: string[], name: string): Stripe.TaxRate[] {
  return ids.map((id, place) => {
    const param = `${name}[${place}]`;
    const rate = taxRates.get(id, { param });
    if (!rate.active)
      throw invalid(`The tax rate ${id} is not active and cannot be used.`, { param });
    return rate;
  });
}

type Asked = z.infer<z.ZodObject<typeof changes>>;

function change(rate: Stripe.TaxRate, { metadata: meta, ...asked }: Asked): Stripe.TaxRate {
  return { ...rate, ...given(asked), metadata: mergeMetadata(rate.metadata ?? {}, meta) };
}

function newTaxRate(
  id: string,
  created: number,
  inclusive: boolean,
  percentage: number,
): Stripe.TaxRate {
  return {
    id,
    object: "tax_rate",
    active: true,
    country: null,
    created,
    description: null,
    display_name: "",
    effective_percentage: null,
    flat_amount: null,
    inclusive,
    jurisdiction: null,
    jurisdiction_level: null,
    livemode: false,
    metadata: {},
    percentage,
    rate_type: "percentage",
    state: null,
    tax_type: null,
  };
}
