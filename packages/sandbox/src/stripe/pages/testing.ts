import type Stripe from "stripe";
import { openTestSandbox, STRIPE_URL } from "../testing/sandbox.ts";

type Session = Stripe.BillingPortal.SessionCreateParams;

export const HOST = "http://localhost:5173";

export const CARD = {
  card_number: "4242 4242 4242 4242",
  card_expiry: "04 / 40",
  card_cvc: "123",
  card_name: "Ada Lovelace",
};

/** A sandbox whose pages are opened and sent as a browser would. */
export function openTestPages() {
  const open = openTestSandbox();

  async function linkFor(customer: string, wish: Partial<Session> = {}): Promise<string> {
    const asked = { customer, return_url: `${HOST}/billing?a=1&b=2`, ...wish };
    return (await open.stripe.billingPortal.sessions.create(asked)).url;
  }

  function visit(url: string): Promise<Response> {
    return open.fetch(new Request(new URL(url, STRIPE_URL), { redirect: "manual" }));
  }

  function send(url: string, form: Record<string, string> = {}, origin = STRIPE_URL) {
    const body = new URLSearchParams(form);
    const headers = { origin };
    return open.fetch(new Request(new URL(url, STRIPE_URL), { method: "POST", body, headers }));
  }

  /** Goes where an answer leads, as long as it stays with us. */
  async function follow(answer: Response): Promise<Response> {
    const to = answer.headers.get("location");
    if (to === null || new URL(to, STRIPE_URL).origin !== STRIPE_URL) return answer;
    return follow(await visit(to));
  }

  return {
    ...open,
    linkFor,
    visit,
    send,
    follow,
    read: async (url: string) => (await follow(await visit(url))).text(),
    /** Sends a form and reads the page that follows. */
    sent: async (url: string, form: Record<string, string> = {}) =>
      (await follow(await send(url, form))).text(),
  };
}
