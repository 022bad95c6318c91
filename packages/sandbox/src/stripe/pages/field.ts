import { html } from "hono/html";
import type { Html } from "./page.ts";

interface Field {
  name: string;
  label: string;
  value?: string | null | undefined;
  /** What is wrong with what was typed. */
  problem?: string | undefined;
  hint?: string;
  /** HTML's own attributes. */
  autocomplete?: string;
  inputmode?: "numeric" | "email" | "tel";
  placeholder?: string;
  maxlength?: number;
  optional?: boolean;
  /** The first thing to mend, where the keyboard is led to. */
  first?: boolean;
}

/** A line to type in, with its name above and what is wrong with it below. */
export function field({ name, label, problem, hint, ...rest }: Field): Html {
  const { value, autocomplete = "off", inputmode, placeholder, maxlength, optional, first } = rest;
  const told = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(" ");
  return html`<div class="field">
    <label for="${name}">${label}${optional && html` <span class="quiet">(optional)</span>`}</label>
    ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    <input
      id="${name}"
      name="${name}"
      value="${value ?? ""}"
      autocomplete="${autocomplete}"
      ${inputmode && html`inputmode="${inputmode}"`}
      ${placeholder && html`placeholder="${placeholder}"`}
      ${maxlength && html`maxlength="${maxlength}"`}
      ${told && html`aria-describedby="${told}"`}
      ${problem && html`aria-invalid="true"`}
      ${first && "autofocus"}
    />
    ${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
  </div>`;
}
