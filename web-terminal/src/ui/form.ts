import { el } from "./element";

let count = 0;

export interface FieldOptions {
  label: string;
  hint?: string;
}

/** A labelled control with its hint below it, which also tells what is wrong with it. */
export class Field<C extends HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement> {
  readonly element: HTMLElement;
  readonly control: C;
  readonly #hint: HTMLElement;
  readonly #words: string;

  constructor(control: C, { label, hint = "" }: FieldOptions) {
    const id = `field-${++count}`;
    this.control = control;
    this.#words = hint;
    this.#hint = el("p", { class: "hint", id: `${id}-hint` }, hint);
    control.id = id;
    control.setAttribute("aria-describedby", `${id}-hint`);
    control.addEventListener("input", () => this.complain(null));
    this.element = el(
      "div",
      { class: "field" },
      el("label", { for: id }, label),
      control,
      this.#hint,
    );
  }

  complain(message: string | null): void {
    this.#hint.textContent = message ?? this.#words;
    this.#hint.classList.toggle("bad", message !== null);
    if (message === null) this.control.removeAttribute("aria-invalid");
    else {
      this.control.setAttribute("aria-invalid", "true");
      this.control.focus();
    }
  }
}

export function checkbox(label: string, checked: boolean, hint?: string) {
  const id = `field-${++count}`;
  const control = el("input", { type: "checkbox", id, checked });
  const words = el("div", {}, el("label", { for: id }, label));
  if (hint) {
    control.setAttribute("aria-describedby", `${id}-hint`);
    words.append(el("p", { class: "hint", id: `${id}-hint` }, hint));
  }
  return { control, element: el("div", { class: "check" }, control, words) };
}

export function select(options: readonly (readonly [string, string])[], value: string) {
  const control = el("select", {});
  for (const [name, label] of options) {
    control.append(el("option", { value: name, selected: name === value }, label));
  }
  return control;
}
