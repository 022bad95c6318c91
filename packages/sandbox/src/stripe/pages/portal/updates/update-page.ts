import { html } from "hono/html";
import type { Subscription } from "../../../books/shapes.ts";
import { money } from "../../../money.ts";
import { field } from "../../field.ts";
import type { Html } from "../../page.ts";
import { rhythm } from "../../words.ts";
import { leaving, portalPage } from "../portal-page.ts";
import type { Visit } from "../visit.ts";
import type { Choice } from "./choices.ts";
import { rangeWords, takesCodes, type WishProblem } from "./plan-wish.ts";

interface Wished {
  /** What was chosen before, when the page is shown again. */
  query: URLSearchParams;
  problem?: WishProblem | undefined;
}

/** Where a person chooses what to have instead. What it costs is on the next page. */
export function updatePage(
  visit: Visit,
  plan: Subscription,
  choices: Choice[],
  { query, problem }: Wished,
): Html {
  const title = "Change your plan";
  const said = (at: WishProblem["at"]) => (problem?.at === at ? problem.problem : undefined);
  const chosen = query.get("price") ?? plan.items.data[0]?.price.id;
  return portalPage(
    visit,
    title,
    html`<h1>${title}</h1>
      ${problem?.at === "price" && html`<p class="notice bad" role="alert">${problem.problem}</p>`}
      <form action="${visit.root}/plans/${plan.id}/update/confirm" class="card">
        <fieldset>
          <legend>Plan</legend>
          ${choices.map((each) => choice(each, each.price.id === chosen))}
        </fieldset>
        ${quantityField(plan, choices, query, said("quantity"))}
        ${
          takesCodes(visit) &&
          field({
            name: "code",
            label: "Promotion code",
            value: query.get("code"),
            problem: said("code"),
            first: problem?.at === "code",
            optional: true,
            maxlength: 100,
          })
        }
        <div class="actions">
          <button class="button main">Continue</button>
          ${leaving(visit)}
        </div>
      </form>`,
  );
}

function choice({ price, name, current }: Choice, checked: boolean) {
  return html`<label class="choice offer">
    <input type="radio" name="price" value="${price.id}" required ${checked && "checked"} />
    <span>
      <strong>${name}</strong> ${current && html`<span class="tag">Current</span>`}
      <span class="quiet"
        >${money(price.unit_amount ?? 0, price.currency)} ${rhythm({ price })}</span
      >
    </span>
  </label>`;
}

/** Asked for once, whatever is chosen; what a plan does not leave open stays as it is. */
function quantityField(
  plan: Subscription,
  choices: Choice[],
  query: URLSearchParams,
  problem?: string,
) {
  const open = choices.filter(({ quantity }) => quantity !== undefined);
  if (open.length === 0) return "";
  const ranges = open.map(({ name, quantity }) => {
    const { minimum, maximum } = quantity ?? { minimum: 1, maximum: null };
    return `${name}: ${rangeWords(minimum, maximum)}`;
  });
  return field({
    name: "quantity",
    label: "How many",
    value: query.get("quantity") ?? String(plan.items.data[0]?.quantity ?? 1),
    hint: [...new Set(ranges)].join(" · "),
    problem,
    first: problem !== undefined,
    inputmode: "numeric",
    maxlength: 6,
  });
}
