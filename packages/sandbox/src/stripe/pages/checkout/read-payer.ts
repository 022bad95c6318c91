import type Stripe from "stripe";
import { type AddressTrouble, asksForAddress, readAddress } from "./billing-address.ts";
import type { Checkout } from "./checkout.ts";
import { type Means, type MeansTrouble, readMeans } from "./read-means.ts";

/** What somebody filled in. */
export interface Filled {
  email: string | null;
  phone: string | null;
  /** Where somebody was asked for one. */
  address: Stripe.Address | undefined;
  /** Nothing where nothing is to pay, now or later. */
  means: Means | undefined;
}

/** What is wrong with it, and what was typed. */
export interface Trouble extends MeansTrouble {
  email?: string | undefined;
  phone?: string | undefined;
  terms?: string | undefined;
  address?: AddressTrouble | undefined;
  /** What is wrong with the whole. */
  notice?: string | undefined;
  /** A code that takes nothing off. */
  code?: { typed: string; problem: string } | undefined;
  typed?: Typed | undefined;
}

interface Typed {
  email: string;
  phone: string;
  method: string;
  terms: boolean;
}

export function readPayer(
  checkout: Checkout,
  form: URLSearchParams,
): { filled: Filled } | { trouble: Trouble } {
  const typed = typedIn(form);
  const read = readMeans(checkout, form);
  const email = knownEmail(checkout) === null ? emailProblem(typed.email) : undefined;
  const phone = asksForPhone(checkout) ? phoneProblem(typed.phone) : undefined;
  const terms =
    asksForTerms(checkout) && !typed.terms ? "Please agree to the terms to go on." : undefined;
  const where = asksForAddress(checkout) ? readAddress(form) : { address: undefined };
  const address = "trouble" in where ? where.trouble : undefined;
  if (!("means" in read) || !("address" in where) || (email ?? phone ?? terms))
    return { trouble: { ...("means" in read ? {} : read), email, phone, terms, address, typed } };
  return {
    filled: {
      email: knownEmail(checkout) ?? typed.email,
      phone: typed.phone || null,
      address: where.address,
      means: read.means,
    },
  };
}

export function typedIn(form: URLSearchParams): Typed {
  const textOf = (name: string) => form.get(name)?.trim() ?? "";
  return {
    email: textOf("email"),
    phone: textOf("phone"),
    method: textOf("method"),
    terms: form.has("terms"),
  };
}

/** Nobody is asked for what is known. */
export function knownEmail({ session, customer }: Checkout): string | null {
  return customer?.email ?? session.customer_email;
}

export function asksForPhone({ session }: Checkout): boolean {
  return session.phone_number_collection?.enabled === true;
}

export function asksForTerms({ session }: Checkout): boolean {
  return session.consent_collection?.terms_of_service === "required";
}

function emailProblem(email: string): string | undefined {
  if (email === "") return "Type your email address.";
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? undefined : "This is not an email address.";
}

function phoneProblem(phone: string): string | undefined {
  return /^\+?[\d\s()./-]{5,25}$/.test(phone) ? undefined : "Type your phone number.";
}
