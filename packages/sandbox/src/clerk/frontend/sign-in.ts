import { type Context, Hono } from "hono";
import type { Client, SignIn } from "../clients.ts";
import { DEMO_PASSWORD } from "../demo.ts";
import { ClerkError, notFound } from "../errors.ts";
import { readForm } from "../request.ts";
import type { FrontendNeeds } from "./api.ts";
import { answerWithClient, browserKey } from "./browser.ts";

/** Sign-in by ticket, or by e-mail address and the password all demo people share. */
export function signInRoutes({ clients, directory, json }: FrontendNeeds): Hono {
  const api = new Hono();

  api.post("/", async (c) => {
    const form = await readForm(c);
    const { client, signIn } = clients.beginSignIn(keyOf(c));
    if (form.get("strategy") === "ticket")
      return answer(c, byTicket(client, signIn, form.get("ticket") ?? ""));
    const email = form.get("identifier");
    if (email === null) return answer(c, signIn);
    const identified = identify(client, signIn, email);
    return answer(
      c,
      form.has("password") ? byPassword(client, identified, form.get("password")) : identified,
    );
  });

  api.get("/:id", (c) => answer(c, inProgress(c).signIn));

  api.post("/:id/:step{prepare_first_factor|attempt_first_factor}", async (c) => {
    const { client, signIn } = inProgress(c);
    const form = await readForm(c);
    if (form.get("strategy") !== "password")
      throw new ClerkError(
        422,
        "strategy_for_user_invalid",
        "The sandbox signs in by password or ticket only.",
      );
    const attempt = c.req.param("step") === "attempt_first_factor";
    return answer(c, attempt ? byPassword(client, signIn, form.get("password")) : signIn);
  });

  return api;

  function byTicket(client: Client, signIn: SignIn, ticket: string): SignIn {
    const person = clients.redeemTicket(ticket);
    if (person) return clients.finishSignIn(client, signIn, person);
    throw new ClerkError(
      400,
      "ticket_expired_code",
      "This ticket was used or has expired. Choose a person again.",
      "ticket",
    );
  }

  function identify(client: Client, signIn: SignIn, email: string): SignIn {
    const person = directory.personByEmail(email);
    if (person) return clients.identify(client, signIn, person.id);
    throw new ClerkError(
      422,
      "form_identifier_not_found",
      "Couldn't find your account.",
      "identifier",
    );
  }

  function byPassword(client: Client, signIn: SignIn, password: string | null): SignIn {
    if (signIn.person !== null && password === DEMO_PASSWORD)
      return clients.finishSignIn(client, signIn, signIn.person);
    const hint = `The password is wrong. In the sandbox everybody's is ${DEMO_PASSWORD}.`;
    throw new ClerkError(422, "form_password_incorrect", hint, "password");
  }

  function inProgress(c: Context): { client: Client; signIn: SignIn } {
    const client = clients.find(keyOf(c));
    const signIn = client?.sign_in;
    if (client && signIn && signIn.id === c.req.param("id")) return { client, signIn };
    throw notFound("such sign-in in progress");
  }

  function keyOf(c: Context): string {
    const key = browserKey(c);
    if (key) return key;
    throw new ClerkError(
      401,
      "dev_browser_unauthenticated",
      "The request carries no __clerk_db_jwt.",
    );
  }

  function answer(c: Context, signIn: SignIn) {
    return answerWithClient(c, clients, json, json.signIn(signIn));
  }
}
