/** Somebody's word that a customer is an organization's. */
export interface Hint {
  customer: string;
  organization: string;
}

export interface Hints {
  /** The operator's own, row by row: where they say something, nobody else is asked. */
  rows: readonly Hint[];
  /** What metadata says, at Stripe or at Clerk. */
  metadata: readonly Hint[];
}

/** All there is to match: the organization that each customer names already, and those that there are. */
export interface Sides {
  customers: ReadonlyMap<string, string | null>;
  organizations: ReadonlySet<string>;
}

export type Verdict =
  | { is: "linked" | "matched"; organization: string }
  | { is: "ambiguous" | "unmatched"; why: string };

/** What to make of each customer. Nobody is matched by a guess: where two things could be meant, neither is. */
export function match(sides: Sides, hints: Hints): Map<string, Verdict> {
  const named = organizationsNamed(sides, hints);
  const namedFor = turned(named);
  return new Map(
    [...sides.customers].map(([customer, organization]) => [
      customer,
      organization === null
        ? judge(sides, customer, named, namedFor)
        : { is: "linked", organization },
    ]),
  );
}

/** Hints that name a customer which Stripe does not have. */
export function strayHints({ customers }: Sides, { rows, metadata }: Hints): Hint[] {
  return [...rows, ...metadata].filter(({ customer }) => !customers.has(customer));
}

type Names = ReadonlyMap<string, ReadonlySet<string>>;

function organizationsNamed({ customers }: Sides, { rows, metadata }: Hints): Names {
  const decided = new Set(rows.flatMap(({ customer, organization }) => [customer, organization]));
  const others = metadata.filter(
    ({ customer, organization }) => !decided.has(customer) && !decided.has(organization),
  );
  const named = new Map<string, Set<string>>();
  for (const [customer, organization] of customers)
    named.set(customer, new Set(organization === null ? [] : [organization]));
  for (const { customer, organization } of [...rows, ...others])
    named.get(customer)?.add(organization);
  return named;
}

function turned(named: Names): Names {
  const back = new Map<string, Set<string>>();
  for (const [customer, organizations] of named)
    for (const organization of organizations)
      back.set(organization, (back.get(organization) ?? new Set()).add(customer));
  return back;
}

function judge({ organizations }: Sides, customer: string, named: Names, namedFor: Names): Verdict {
  const [organization, ...more] = named.get(customer) ?? [];
  if (organization === undefined) return { is: "unmatched", why: "nothing names its organization" };
  if (more.length > 0)
    return { is: "ambiguous", why: `named for ${[organization, ...more].join(" and ")}` };
  if (!organizations.has(organization))
    return { is: "unmatched", why: `named for ${organization}, which Clerk does not have` };
  const others = [...(namedFor.get(organization) ?? [])].filter((each) => each !== customer);
  return others.length > 0
    ? { is: "ambiguous", why: `${organization} is named for ${others.join(" and ")} too` }
    : { is: "matched", organization };
}
