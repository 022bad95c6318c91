export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --paper: #ffffff; --line: #e3e6eb; --edge: #8b93a3; --ink: #1b2130; --quiet: #5b6475;
  --accent: #4338ca; --on-accent: #ffffff; --soft: #eef0ff;
  --good: #0b6b3a; --good-soft: #e3f5ea; --warn: #7a4300; --warn-soft: #fff2dd; --bad: #a3152a; --bad-soft: #fdeaec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1217; --paper: #171b22; --line: #2a303b; --edge: #6b7484; --ink: #eceff4; --quiet: #a3acbb;
    --accent: #a5b0ff; --on-accent: #12152b; --soft: #20264a;
    --good: #7fdca5; --good-soft: #12301f; --warn: #f5c27a; --warn-soft: #37260d; --bad: #ff9aa6; --bad-soft: #3a151b;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.band { margin: 0; padding: .45rem 1rem; background: var(--warn-soft); color: var(--warn); font-size: .85rem; text-align: center; }
.page { display: grid; grid-template-columns: minmax(0, 16rem) minmax(0, 1fr); gap: 3.5rem; max-width: 62rem; margin: 0 auto; padding: 3.5rem 2rem 5rem; }
.side { position: sticky; top: 3.5rem; align-self: start; }
.brand { display: flex; align-items: center; gap: .75rem; margin: 0 0 1rem; font-weight: 650; font-size: 1.1rem; }
.brand span { display: grid; place-items: center; width: 2.25rem; height: 2.25rem; border-radius: .6rem; background: var(--accent); color: var(--on-accent); }
.side p { margin: 0 0 1.5rem; color: var(--quiet); }
.back { display: inline-block; font-weight: 550; }
.legal { display: flex; gap: 1rem; margin-top: 2rem; font-size: .85rem; }
h1 { overflow-wrap: anywhere; margin: 0 0 1.5rem; font-size: 1.6rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { margin: 0 0 .75rem; font-size: .95rem; color: var(--quiet); font-weight: 600; }
h3 { margin: 0; font-size: 1.2rem; }
section { margin-bottom: 2.25rem; }
.card { padding: 1.35rem 1.5rem; border: 1px solid var(--line); border-radius: .9rem; background: var(--paper); }
.card > :first-child { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.card + .card { margin-top: .75rem; }
.card.list { padding: .35rem 1.5rem; }
.row { display: flex; align-items: center; justify-content: space-between; gap: .9rem 1.5rem; }
.row > .button { flex: none; }
.row > div { min-width: 0; }
.price { margin: .15rem 0 0; font-size: 1.05rem; }
.quiet { margin: .3rem 0 0; color: var(--quiet); }
.tag { padding: .1rem .6rem; border-radius: 1rem; background: var(--soft); color: var(--accent); font-size: .8rem; font-weight: 600; white-space: nowrap; }
.tag.good { background: var(--good-soft); color: var(--good); }
.tag.warn { background: var(--warn-soft); color: var(--warn); }
.tag.bad { background: var(--bad-soft); color: var(--bad); }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; }
.notice { margin: 0 0 1.75rem; padding: .9rem 1.1rem; border-radius: .7rem; background: var(--good-soft); color: var(--good); }
.notice.bad { background: var(--bad-soft); color: var(--bad); }
.notice a { color: inherit; font-weight: 600; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
.button {
  display: inline-block; padding: .55rem 1.05rem; border: 1px solid var(--edge); border-radius: .6rem;
  background: var(--paper); color: var(--ink); font: inherit; font-weight: 550; text-decoration: none; cursor: pointer;
}
.button:hover { border-color: var(--ink); }
.button.main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.button.end { border-color: var(--bad); background: var(--bad-soft); color: var(--bad); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .3rem; }
.button:focus-visible { border-radius: .6rem; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.75rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .8rem .75rem .8rem 0; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400; vertical-align: baseline; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--quiet); font-size: .85rem; }
.number { padding-right: 0; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.total > * { font-weight: 650; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .35rem 1.5rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
fieldset { margin: 1.5rem 0 0; padding: 0; border: 0; }
legend { margin-bottom: .5rem; padding: 0; font-weight: 650; font-size: 1.05rem; }
.choice { display: flex; gap: .7rem; padding: .45rem 0; cursor: pointer; }
.choice input { flex: none; width: 1rem; height: 1rem; margin: .27rem 0 0; accent-color: var(--accent); }
.choice .quiet { margin: 0; }
.alone { max-width: 34rem; margin: 0 auto; padding: 18vh 2rem 4rem; text-align: center; }
.alone.bank { padding-top: 12vh; text-align: left; }
.bank .actions + p { margin-top: 1.25rem; }
.bank h1 { margin: .25rem 0 1rem; }
.sheet { max-width: 44rem; margin: 0 auto; padding: 3.5rem 2rem 5rem; }
.menu { display: grid; gap: .25rem; }
.menu a { padding: .4rem .75rem; border-radius: .6rem; color: var(--quiet); text-decoration: none; font-weight: 550; }
.menu a:hover { color: var(--ink); }
.menu a[aria-current] { background: var(--soft); color: var(--accent); }
.name { margin: 0; color: var(--ink); font-size: 1.1rem; font-weight: 650; overflow-wrap: anywhere; }
.id { font-size: .85rem; overflow-wrap: anywhere; }
.console section > .quiet { margin-top: .9rem; }
.card > .line:first-child { padding-top: 0; border-top: 0; }
.line { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.line h3 { font-size: 1rem; }
.line p { margin-top: .15rem; }
details { margin-top: 1rem; }
summary { color: var(--accent); cursor: pointer; }
.payment { margin-top: 2.25rem; }
.trail { margin: 0 0 .5rem; }
.now { margin: 0; font-size: 1.35rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.console .actions { margin-top: 1.25rem; }
.console form + form { margin-top: 1.5rem; }
.console .after { margin-top: 2.25rem; }
.console h1 + .id { margin: -1.1rem 0 1.75rem; }
.console ul { margin: 0; list-style: none; }
.events li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .1rem 1.5rem; padding: .7rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.events li:last-child { border-bottom: 0; }
.events .quiet { margin: 0; font-size: .9rem; }
pre.card { max-height: none; background: var(--paper); }
pre { max-height: 24rem; margin: .75rem 0 0; padding: 1rem; overflow: auto; border-radius: .6rem; background: var(--ground); font-size: .8rem; line-height: 1.5; }
code { overflow-wrap: anywhere; font-size: .9em; }
label { display: block; margin: 1rem 0 .3rem; font-weight: 550; }
label:first-child { margin-top: 0; }
select, textarea, input:not([type]), input[type="date"], input[type="number"] { width: 100%; padding: .55rem .7rem; border: 1px solid var(--edge); border-radius: .6rem; background: var(--paper); color: var(--ink); font: inherit; }
input[aria-invalid] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.field { margin-top: 1rem; }
.hint { margin: 0 0 .3rem; color: var(--quiet); font-size: .9rem; }
.problem { margin: .35rem 0 0; color: var(--bad); font-size: .9rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(6rem, 1fr)); gap: 0 1rem; }
.choice { margin: 0; font-weight: 400; }
.field + .choice, .numbers + .choice { margin-top: 1.25rem; }
.numbers { font-size: .9rem; }
.numbers ul { margin: .6rem 0; padding-left: 1.1rem; }
.numbers code { white-space: nowrap; }
.choice.offer { padding: .7rem 0; border-top: 1px solid var(--line); }
legend + .choice.offer { border-top: 0; }
.choice.offer .quiet { display: block; }
fieldset > .field:first-of-type, form > .field:first-child { margin-top: 0; }
.stack { display: grid; flex: none; gap: .5rem; text-align: center; }
.plain { margin: 0; padding: 0; list-style: none; }
.plain > li { padding: .8rem 0; border-bottom: 1px solid var(--line); }
.plain > li:first-child { padding-top: 0; }
.plain > .row { flex-wrap: wrap; }
.plain > .row > div { flex: 1 1 13rem; }
.plain .actions { gap: .5rem; margin: 0; }
.card > dl + p, .plain + p { margin: 1.1rem 0 0; }
.bill { margin-top: 1.25rem; }
caption { padding-bottom: .35rem; color: var(--quiet); font-weight: 600; font-size: .95rem; text-align: left; }
.bill th { padding-right: 1rem; }
textarea { resize: vertical; }
.checkout { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 4rem; max-width: 66rem; }
.order h1 { margin: 1.75rem 0 .5rem; color: var(--quiet); font-size: 1.1rem; font-weight: 550; letter-spacing: 0; }
.amount { margin: 0; font-size: 2.4rem; font-weight: 680; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.lines { margin-top: 2.25rem; }
.lines ul { margin: 0; padding: 0; list-style: none; }
.lines li { padding: .9rem 0; border-bottom: 1px solid var(--line); }
.lines .row { align-items: baseline; font-weight: 550; }
.lines .quiet { margin: .1rem 0 0; font-size: .9rem; }
.quantity { display: flex; align-items: center; gap: .6rem; margin-top: .6rem; }
.quantity label { margin: 0; font-weight: 400; }
.quantity input { width: 5rem; padding: .35rem .6rem; }
.quantity .button { padding: .35rem .8rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.code { margin-top: 1.25rem; }
form.code:not(.row) { display: grid; grid-template-columns: 1fr max-content; align-items: end; gap: 0 .6rem; }
.code .field { display: contents; }
.code label, .code .problem { grid-column: 1 / -1; }
.code .problem { order: 1; }
.totals { grid-template-columns: 1fr max-content; margin: 1rem 0 2rem; }
.totals dd { text-align: right; font-variant-numeric: tabular-nums; }
.totals .due { padding-top: .35rem; color: var(--ink); font-weight: 650; }
.pay h2 { margin: 0 0 .75rem; color: var(--ink); font-size: 1.05rem; }
.pay h2:not(:first-of-type) { margin-top: 2rem; }
.pay .known { margin: 0; overflow-wrap: anywhere; }
.pay .notice { margin-bottom: 1.5rem; }
.pay > .button { width: 100%; margin-top: 1.75rem; padding: .75rem 1.05rem; text-align: center; }
.pay .agree { margin-top: 1.5rem; }
.pay fieldset { margin-top: 2rem; }
.pay legend h2 { margin-bottom: 0; }
.pay .small-print { margin-top: .9rem; font-size: .9rem; text-align: center; }
.pay:has(#by-card:not(:checked)) .by-card, .pay:has(#by-sepa_debit:not(:checked)) .by-sepa_debit { display: none; }
@media (max-width: 46rem) {
  .menu { display: flex; flex-wrap: wrap; margin-left: -.75rem; }
  .page, .sheet { grid-template-columns: minmax(0, 1fr); gap: 2rem; padding: 1.75rem 1.1rem 3.5rem; }
  .side { position: static; }
  .side p { margin-bottom: .75rem; }
  .legal { margin-top: 1rem; }
  .card { padding: 1.1rem; }
  .row { flex-wrap: wrap; }
  .row > .stack { width: 100%; }
  .card.list { padding: .2rem 1.1rem; }
  th, td { padding-right: .5rem; }
  .wide { display: none; }
}
@media print {
  .band, .side, .actions, .payment { display: none; }
  .page { display: block; padding: 0; }
}
`;
