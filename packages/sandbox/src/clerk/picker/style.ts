export const PICKER_STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #161512);
  --raised: light-dark(#ffffff, #1f1d19);
  --ink: light-dark(#1c1a16, #efebe2);
  --quiet: light-dark(#625d52, #a9a294);
  --line: light-dark(#e4dfd4, #36332c);
  --accent: light-dark(#1d5b4b, #8fd0b9);
  --note: light-dark(#f7ecd2, #352b14);
  --note-ink: light-dark(#6b4700, #efcf8a);
}
* { box-sizing: border-box; }
body {
  display: grid;
  place-items: center;
  min-height: 100vh;
  margin: 0;
  padding: 2rem 1.25rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.5 "Inter", ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif;
}
main { width: 100%; max-width: 34rem; }
.badge {
  display: inline-block;
  margin: 0 0 1rem;
  padding: .125rem .625rem;
  border-radius: 1rem;
  background: var(--note);
  color: var(--note-ink);
  font-size: .8125rem;
  font-weight: 600;
}
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.02em; text-wrap: balance; }
.lead { margin: .5rem 0 1.75rem; color: var(--quiet); text-wrap: pretty; }
ul { display: grid; gap: .75rem; margin: 0; padding: 0; list-style: none; }
button {
  display: flex;
  align-items: center;
  gap: 1rem;
  width: 100%;
  padding: 1rem;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--raised);
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
}
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.face {
  display: grid;
  flex: none;
  place-items: center;
  width: 2.75rem;
  height: 2.75rem;
  border-radius: 50%;
  background: #4a5a8a;
  color: #fff;
  font-size: .9375rem;
  font-weight: 600;
}
.face-grace { background: #2f6f62; }
.face-linus { background: #8a4b3a; }
.face-bob { background: #6d5690; }
.text { display: flex; flex: 1; flex-wrap: wrap; align-items: baseline; column-gap: .5rem; min-width: 0; }
.name { font-weight: 600; }
.email { color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
.shows { flex-basis: 100%; color: var(--quiet); font-size: .9375rem; text-wrap: pretty; }
.arrow { flex: none; color: var(--quiet); }
button:hover .arrow { color: var(--accent); }
.foot { margin: 1.75rem 0 0; color: var(--quiet); font-size: .875rem; }
code { color: var(--ink); font-family: ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
@media (max-width: 30rem) { .name, .email { flex-basis: 100%; } }
`;
