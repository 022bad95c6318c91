import { html } from "hono/html";
import type Stripe from "stripe";
import type { Subscription } from "../../../books/shapes.ts";
import type { Html } from "../../page.ts";
import { couponWords } from "../../words.ts";
import { portalPage } from "../portal-page.ts";
import type { Visit } from "../visit.ts";

/** Before somebody leaves, what they could have if they stay. */
export function offerPage(visit: Visit, plan: Subscription, coupon: Stripe.Coupon): Html {
  const title = `Stay, with ${couponWords(coupon)}`;
  const here = `${visit.root}/plans/${plan.id}`;
  return portalPage(
    visit,
    title,
    html`<h1>${title}</h1>
      <form method="post" action="${here}/stay" class="card">
        <p>
          ${coupon.name && html`<strong>${coupon.name}.</strong> `}We would like you to stay. Your
          plan goes on as it is, and costs less.
        </p>
        <div class="actions">
          <button class="button main">Accept offer</button>
          <a class="button end" href="${here}/cancel?anyway=yes">Continue cancelling</a>
        </div>
      </form>`,
  );
}
