import { html } from "hono/html";
import type { Books } from "../stripe/books/books.ts";
import { AFTER_LAST_ATTEMPT, type Settings, settingsIn } from "../stripe/books/settings.ts";
import { DAY, later } from "../stripe/calendar.ts";
import type { Html } from "../stripe/pages/page.ts";
import { FARTHEST } from "../stripe/time/move-clock.ts";
import { eventList } from "./events-page.ts";
import type { View } from "./frame.ts";
import { moment } from "./moment.ts";

const STEPS = ["day", "week", "month", "year"] as const;
const MOST = 100;

/** What time it is in the sandbox, and how to make it later. */
export function clockPage(books: Books, since: string | undefined): View {
  const now = books.now();
  const content = html`<section class="card">
      <p class="now">${moment(now)}</p>
      <p class="quiet">
        The clock runs as yours does, and what falls due happens by itself. Move it on, and all that
        was due on the way has happened: trials end, plans renew, bills are paid or not. It never
        goes back; a reset does.
      </p>
      <form class="actions" method="post" action="/console/clock">
        ${STEPS.map((step) => html`<button class="button" name="by" value="${step}">A ${step} on</button>`)}
      </form>
      <form method="post" action="/console/clock">
        <label for="to">Or to a date</label>
        <div class="row">
          <input
            id="to"
            name="to"
            type="date"
            required
            min="${dateOf(now + DAY)}"
            max="${dateOf(now + FARTHEST - DAY)}"
          />
          <button class="button main">Move</button>
        </div>
      </form>
    </section>
    ${since && /^\d{1,11}$/.test(since) && onTheWay(books, Number(since))} ${lastAttempt(books)}
    ${testClocks(books)}`;
  return { content };
}

/** Where a form asks to go, in seconds, if the clock goes there. */
export function timeAsked(form: URLSearchParams, now: number): number | undefined {
  const by = STEPS.find((step) => step === form.get("by"));
  if (by) return later(now, by, 1);
  const to = Date.parse(`${form.get("to")}T00:00:00Z`) / 1000;
  return to > now && to <= now + FARTHEST ? to : undefined;
}

function onTheWay(books: Books, since: number): Html {
  const events = books.events.all().filter(({ created }) => created >= since);
  return html`<section aria-labelledby="way">
    <h2 id="way">What happened since ${moment(since)}</h2>
    ${
      events.length === 0
        ? html`<div class="card quiet">Nothing was due.</div>`
        : eventList(books, events.slice(0, MOST))
    }
    ${
      events.length > MOST &&
      html`<p class="quiet">
        These are the newest ${MOST} of ${events.length}.
        <a href="/console/events">All events</a>
      </p>`
    }
  </section>`;
}

const FATES: Record<Settings["after_last_attempt"], string> = {
  past_due: "The plan stays past due",
  unpaid: "The plan is unpaid, and its bills stay drafts",
  cancel: "The plan ends",
};

function lastAttempt(books: Books): Html {
  const { after_last_attempt: chosen } = settingsIn(books);
  return html`<form class="card" method="post" action="/console/settings">
    <label for="fate">When the last attempt to charge a card fails</label>
    <div class="row">
      <select id="fate" name="after_last_attempt">
        ${AFTER_LAST_ATTEMPT.map(
          (fate) =>
            html`<option value="${fate}" ${fate === chosen ? html`selected` : ""}>
              ${FATES[fate]}
            </option>`,
        )}
      </select>
      <button class="button">Save</button>
    </div>
  </form>`;
}

function testClocks({ testClocks: clocks, customers }: Books): Html {
  const all = clocks.all();
  if (all.length === 0) return html``;
  const riders = (id: string) => customers.all().filter(({ test_clock }) => test_clock === id);
  return html`<section class="after" aria-labelledby="clocks">
    <h2 id="clocks">Test clocks</h2>
    <ul class="card list events">
      ${all.map(
        ({ id, name, frozen_time: time }) =>
          html`<li>
            <strong>${name || id}</strong>
            <span class="quiet"> ${moment(time)} · ${riders(id).length} customers · ${id} </span>
          </li>`,
      )}
    </ul>
    <p class="quiet">Their customers live by them, and move when a program advances them.</p>
  </section>`;
}

function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
