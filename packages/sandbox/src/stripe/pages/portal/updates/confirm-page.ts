import { html } from "hono/html";
import type { InvoiceLine } from "../../../books/shapes.ts";
import { takenOff } from "../../../discounts/take-off.ts";
import { money } from "../../../money.ts";
import type { Html } from "../../page.ts";
import { cardName, day, rhythm } from "../../words.ts";
import { leaving, portalPage } from "../portal-page.ts";
import { chargedCard, type Visit } from "../visit.ts";
import type { PlanChange } from "./plan-change.ts";
import type { PlanWish } from "./plan-wish.ts";

/** What a change costs, line by line, before it is made. */
export function confirmPage(
  visit: Visit,
  wish: PlanWish,
  change: PlanChange,
  problem?: string,
): Html {
  const { choice, quantity, code } = wish;
  const title = "Confirm your change";
  return portalPage(
    visit,
    title,
    html`<h1>${title}</h1>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <form
        method="post"
        action="${visit.root}/plans/${change.before.id}/update/confirm"
        class="card"
      >
        <div class="title">
          <h2 class="name">${choice.name}${quantity !== 1 && html` × ${quantity}`}</h2>
        </div>
        <p class="quiet">${renewal(wish, change)}</p>
        ${bill(visit, change)}
        <input type="hidden" name="price" value="${choice.price.id}" />
        <input type="hidden" name="quantity" value="${quantity}" />
        <input type="hidden" name="code" value="${code}" />
        <div class="actions">
          <button class="button main">Confirm</button>
          ${
            visit.flow?.type === "subscription_update_confirm"
              ? leaving(visit)
              : html`<a class="button" href="${backToChoice(visit, wish, change)}">Back</a>`
          }
        </div>
      </form>`,
  );
}

function backToChoice({ root }: Visit, { choice, quantity, code }: PlanWish, change: PlanChange) {
  const chosen = { price: choice.price.id, quantity: String(quantity), code };
  return `${root}/plans/${change.before.id}/update?${new URLSearchParams(chosen).toString()}`;
}

function renewal(
  { choice: { price }, quantity }: PlanWish,
  { after, before, endsTrial, later }: PlanChange,
) {
  const cost = money((price.unit_amount ?? 0) * quantity, price.currency);
  const next = after.items.data[0]?.current_period_end;
  const end = before.items.data[0]?.current_period_end;
  const first = endsTrial
    ? "Your free trial ends now. "
    : later && end !== undefined
      ? `Until ${day(end)} nothing changes. Then: `
      : "";
  return `${first}${cost} ${rhythm({ price })}${next === undefined ? "" : `, renews on ${day(next)}`}.`;
}

function bill(visit: Visit, { now, bill: { lines, ...bill } }: PlanChange) {
  const { currency, amount_due: due, total } = bill;
  const card = chargedCard(visit)?.card;
  const credit = total < 0 ? -total : 0;
  return html`<table class="bill">
      <caption>
        ${now ? "Today" : `Next bill, on ${day(bill.created)}`}
      </caption>
      <tbody>
        ${lines.data.map((line) => row(line.description ?? "", line))}
        <tr class="total">
          <th scope="row">${credit > 0 ? "Credit to your account" : "To pay"}</th>
          <td class="number">${money(credit > 0 ? credit : due, currency)}</td>
        </tr>
      </tbody>
    </table>
    <p class="quiet">
      ${
        due === 0
          ? "Nothing is charged."
          : card
            ? `Charged to your ${cardName(card)}${now ? " when you confirm" : ""}.`
            : "There is no card to charge yet."
      }
    </p>`;
}

function row(words: string, line: InvoiceLine) {
  const off = takenOff(line);
  return html`<tr>
      <th scope="row">${words}</th>
      <td class="number">${money(line.amount, line.currency)}</td>
    </tr>
    ${
      off > 0 &&
      html`<tr>
        <th scope="row">Discount</th>
        <td class="number">${money(-off, line.currency)}</td>
      </tr>`
    }`;
}
