import type Stripe from "stripe";
import { byPerson } from "../../by-person.ts";
import { COUNTRIES } from "../../countries.ts";
import { afterFlow } from "../after-flow.ts";
import type { Desk } from "../desk.ts";
import type { Visit } from "../visit.ts";
import { allows, mayChange } from "./details-allowed.ts";
import { detailsPage } from "./details-page.ts";

/** Who pays, and where they are. */
export function details({ books, shows, takes }: Desk) {
  shows("/details", ({ visit }) => (mayChange(visit) ? detailsPage(visit) : undefined));

  takes("/details", ({ visit, form }) => {
    if (!mayChange(visit)) return undefined;
    const problems = problemsIn(visit, form);
    if (Object.keys(problems).length > 0) return detailsPage(visit, { form, problems });
    const { customer: before } = visit;
    const after = changed(visit, form);
    if (JSON.stringify(before) !== JSON.stringify(after))
      books.together(() =>
        books.record("customer.updated", books.customers.put(after), byPerson(), before),
      );
    return afterFlow(books, visit, "customer_update", "details");
  });
}

function changed(visit: Visit, form: URLSearchParams): Stripe.Customer {
  const { customer } = visit;
  const plain = (["name", "email", "phone"] as const).filter((each) => allows(visit, each));
  const shipping = addressIn(form, "shipping");
  return {
    ...customer,
    ...Object.fromEntries(plain.map((each) => [each, typed(form, each)])),
    ...(allows(visit, "address") && { address: addressIn(form, "address") }),
    ...(allows(visit, "shipping") && {
      shipping: shipping && {
        ...customer.shipping,
        address: shipping,
        name: typed(form, "shipping_name") ?? customer.name ?? "",
      },
    }),
  };
}

/** An address without a word in it is none. */
function addressIn(form: URLSearchParams, name: string): Stripe.Address | null {
  const part = (each: string) => typed(form, `${name}_${each}`);
  const address = {
    city: part("city"),
    country: COUNTRIES.find(({ code }) => code === part("country"))?.code ?? null,
    line1: part("line1"),
    line2: part("line2"),
    postal_code: part("postal_code"),
    state: part("state"),
  };
  return Object.values(address).some(Boolean) ? address : null;
}

function problemsIn(visit: Visit, form: URLSearchParams): Record<string, string> {
  const problems: Record<string, string> = {};
  if (allows(visit, "email") && !/^[^\s@]+@[^\s@]+$/.test(typed(form, "email") ?? ""))
    problems["email"] = "Type an email address, such as billing@acme.test.";
  return problems;
}

function typed(form: URLSearchParams, name: string): string | null {
  return form.get(name)?.trim().slice(0, LONGEST) || null;
}

const LONGEST = 200;
