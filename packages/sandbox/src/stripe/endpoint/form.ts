import { invalid } from "../problem.ts";

export type Form = { [name: string]: Form | string };

const DEEPEST = 12;
const MOST = 5_000;

/** Reads `a[b][0][c]=v` as Stripe's SDKs write it. Lists stay numbered until somebody says they are lists. */
export function readForm(text: string): Form {
  const form = emptyForm();
  const params = new URLSearchParams(text);
  if (params.size > MOST) throw invalid(`A request has ${MOST} parameters at most.`);
  for (const [name, value] of params) put(form, pathOf(name), value);
  return form;
}

function pathOf(name: string): string[] {
  return name.replaceAll("]", "").split("[").slice(0, DEEPEST);
}

function put(form: Form, [name = "", ...rest]: string[], value: string) {
  const key = name === "" ? String(Object.keys(form).length) : name;
  if (rest.length === 0) {
    form[key] = value;
    return;
  }
  const inner = form[key];
  const next = typeof inner === "object" ? inner : emptyForm();
  form[key] = next;
  put(next, rest, value);
}

/** Without a prototype, so that no name means anything but itself. */
function emptyForm(): Form {
  const form: Form = {};
  Object.setPrototypeOf(form, null);
  return form;
}
