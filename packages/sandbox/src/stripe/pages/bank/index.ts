import { type Context, Hono } from "hono";
import type { Books } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import { money } from "../../money.ts";
import { byPerson } from "../by-person.ts";
import { policy } from "../guards.ts";
import { plainPage } from "../page.ts";
import { cardName } from "../words.ts";
import { approvePayment, approveSetup, refusePayment, refuseSetup } from "./answer-bank.ts";
import { bankPage } from "./bank-page.ts";
import { comingBack, type Intent } from "./coming-back.ts";

/** Where banks ask people whether it is them. */
export function bank(books: Books): Hono {
  const app = new Hono();
  app.get("/authenticate/:id", (c) => {
    const intent = intentNamed(c);
    if (!intent) return c.notFound();
    const back = comingBack(c.req.raw, intent);
    if (intent.status !== "requires_action") return c.html(answeredBefore(back?.(intent)));
    if (back) c.header("content-security-policy", policy(back(intent)));
    const { card } = books.paymentMethods.find(idOf(intent.payment_method ?? "")) ?? {};
    const amount = "amount" in intent ? money(intent.amount, intent.currency) : undefined;
    return c.html(bankPage({ amount, card: card ? cardName(card) : "card" }));
  });
  app.post("/authenticate/:id", async (c) => {
    const intent = intentNamed(c);
    if (!intent) return c.notFound();
    const back = comingBack(c.req.raw, intent);
    const yes = new URLSearchParams(await c.req.text()).get("answer") === "yes";
    if (intent.status === "requires_action") books.together(() => tell(books, intent, yes));
    const after = intentNamed(c) ?? intent;
    return back ? c.redirect(back(after), 303) : c.html(answeredBefore());
  });
  return app;

  function intentNamed(c: Context): Intent | undefined {
    const id = c.req.param("id") ?? "";
    return books.paymentIntents.find(id) ?? books.setupIntents.find(id);
  }
}

function tell(books: Books, intent: Intent, yes: boolean) {
  const cause = byPerson();
  if (intent.object === "setup_intent")
    return (yes ? approveSetup : refuseSetup)(books, intent, cause);
  return (yes ? approvePayment : refusePayment)(books, intent, cause);
}

function answeredBefore(back?: string) {
  return plainPage("Your bank has its answer", "There is nothing left to say here.", back);
}
