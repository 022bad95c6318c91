import { type Context, Hono } from "hono";
import type { Books } from "../../books/books.ts";
import { clockTime } from "../../books/clock-time.ts";
import { changePromotion, changeQuantities } from "../../checkout/change-order.ts";
import { intentOf } from "../../checkout/conclude.ts";
import { StripeProblem } from "../../problem.ts";
import { bankPath } from "../bank/bank-path.ts";
import { policy } from "../guards.ts";
import { type Checkout, checkoutAt } from "./checkout.ts";
import { checkoutPage } from "./checkout-page.ts";
import { completePage, expiredPage, onward, thanksPage } from "./ended-pages.ts";
import { pay } from "./pay.ts";
import type { Trouble } from "./read-payer.ts";

type Answer = (c: Context, checkout: Checkout) => Response | Promise<Response>;

const PATH = "/c/pay/:id";

/** Stripe's page to pay on. */
export function checkout(books: Books): Hono {
  const app = new Hono();

  app.get(PATH, (c) => visited(c, (_, found) => c.html(checkoutPage(found))));
  app.post(PATH, async (c) => {
    const form = await formOf(c);
    return visited(c, (_, found) => {
      const paid = pay(books, found, form);
      if ("to" in paid) return c.redirect(paid.to, 303);
      return c.html(again(found.session.id, paid.trouble), 422);
    });
  });

  app.post(`${PATH}/quantities`, async (c) => {
    const form = await formOf(c);
    return visited(c, (_, { session, root }) => {
      books.together(() => changeQuantities(books, session, form));
      return c.redirect(root, 303);
    });
  });

  app.post(`${PATH}/promotion`, async (c) => {
    const code = (await formOf(c)).get("code")?.trim() ?? null;
    return visited(c, (_, { session, root }) => {
      const trouble = promote(session, code);
      if (!trouble) return c.redirect(root, 303);
      return c.html(again(session.id, { code: { typed: code ?? "", problem: trouble } }), 422);
    });
  });

  /** Where a person arrives from their bank. */
  app.get(`${PATH}/return`, async (c) => {
    const found = checkoutAt(books, c.req.param("id"));
    if (found?.session.status === "complete") return c.html(thanksPage(found));
    return visited(c, (_, { session, order, root }) => {
      const intent = order.begun && intentOf(books, order.begun);
      if (intent?.status === "requires_action")
        return c.redirect(bankPath(intent.id, `${root}/return`), 303);
      return c.html(again(session.id, NOT_AGREED), 422);
    });
  });
  return app;

  function visited(c: Context, answer: Answer): Response | Promise<Response> {
    const found = checkoutAt(books, c.req.param("id") ?? "");
    if (!found) return c.notFound();
    if (found.session.status === "complete") return c.html(completePage(found), 410);
    if (found.session.status === "expired") return c.html(expiredPage(found), 410);
    c.header("content-security-policy", policy(onward(found)));
    const time = clockTime(books, [found.session]);
    return time === undefined ? answer(c, found) : books.at(time, () => answer(c, found));
  }

  /** What is wrong with a code, if anything is. */
  function promote(session: Checkout["session"], code: string | null): string | undefined {
    if (code === "") return "Type a promotion code.";
    try {
      books.together(() => changePromotion(books, session, code));
      return undefined;
    } catch (error) {
      if (!(error instanceof StripeProblem)) throw error;
      return error.body.code === "resource_missing" ? "This code is not valid." : error.message;
    }
  }

  /** The page once more, as things stand after the attempt. */
  function again(id: string, trouble: Trouble) {
    const found = checkoutAt(books, id);
    return found ? checkoutPage(found, trouble) : "";
  }
}

const NOT_AGREED: Trouble = {
  notice: "Your bank did not agree. Try again, or use another card.",
};

async function formOf(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}
