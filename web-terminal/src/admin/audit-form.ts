import { type Disposable, Disposables } from "../disposables";
import { el } from "../ui/element";
import { Field, select } from "../ui/form";
import { ACTIONS, localOf, momentOf, type Search, searchOf } from "./audit-words";

function text(placeholder: string): HTMLInputElement {
  return el("input", { type: "text", placeholder, autocomplete: "off", spellcheck: "false" });
}

function time(): HTMLInputElement {
  return el("input", { type: "datetime-local" });
}

/** What to look for in the audit. */
export class AuditForm implements Disposable {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();
  readonly #fields = {
    subject: new Field(text("user:ann"), { label: "Who" }),
    action: new Field(
      select([["", "Anything"], ...ACTIONS.map((action) => [action, action] as const)], ""),
      { label: "Did" },
    ),
    instance: new Field(text("any"), { label: "In instance" }),
    session: new Field(text("any"), { label: "Session" }),
    from: new Field(time(), { label: "From" }),
    to: new Field(time(), { label: "Until" }),
  };

  constructor(search: Search, onSearch: (search: Search) => void) {
    const { subject, action, instance, session, from, to } = this.#fields;
    this.show(search);
    this.element = el(
      "form",
      { class: "search-form", novalidate: true, role: "search", "aria-label": "Audit" },
      ...[subject, action, instance, session, from, to].map(({ element }) => element),
      el("button", { type: "submit", class: "primary" }, "Search"),
    );
    this.#disposables.listen(this.element, "submit", (event) => {
      event.preventDefault();
      onSearch(this.#search);
    });
  }

  show(search: Search): void {
    for (const [term, field] of Object.entries(this.#fields)) {
      const value = search[term as keyof Search] ?? "";
      field.control.value = term === "from" || term === "to" ? localOf(value) : value;
    }
  }

  focus(): void {
    this.#fields.subject.control.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  get #search(): Search {
    const values = Object.entries(this.#fields).map(([term, { control }]) => {
      const isTime = term === "from" || term === "to";
      return [term, isTime ? momentOf(control.value) : control.value];
    });
    return searchOf(Object.fromEntries(values));
  }
}
