import { type Disposable, Disposables } from "../disposables";
import type { Find, FindOptions, Found } from "../terminal/find";
import { el, icon } from "./element";

const UP = ["m6 15 6-6 6 6"];
const DOWN = ["m6 9 6 6 6-6"];
const CLOSE = ["M6 6l12 12M18 6 6 18"];

const OPTIONS: readonly [keyof FindOptions, string, string][] = [
  ["caseSensitive", "Aa", "Match case"],
  ["wholeWord", "ab|", "Whole words"],
  ["regex", ".*", "Regular expression"],
];

/** Search over the terminal's upper right corner: it covers some text and moves none. */
export class FindBar implements Disposable {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();
  readonly #onClose: () => void;
  readonly #text = el("input", {
    type: "search",
    "aria-label": "Find in the terminal",
    placeholder: "Find",
    autocomplete: "off",
    spellcheck: "false",
  });
  readonly #count = el("span", { class: "count", "aria-live": "polite" });
  readonly #options: FindOptions = { caseSensitive: false, wholeWord: false, regex: false };
  #find: Find | undefined;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
    this.element = el(
      "search",
      { class: "find-bar", hidden: true },
      this.#text,
      this.#count,
      ...OPTIONS.map((option) => this.#toggle(...option)),
      this.#button("Previous match", UP, () =>
        this.#find?.previous(this.#text.value, this.#options),
      ),
      this.#button("Next match", DOWN, () => this.#find?.next(this.#text.value, this.#options)),
      this.#button("Close", CLOSE, () => this.close()),
    );
    this.#disposables.listen(this.#text, "input", () => this.#search());
    this.#disposables.listen<KeyboardEvent>(this.element, "keydown", (event) => this.#press(event));
  }

  /** Takes what is typed at once; it is looked for as soon as `use` says by what. */
  open(selection: string): void {
    this.element.hidden = false;
    if (selection !== "" && !selection.includes("\n")) this.#text.value = selection;
    this.#text.focus();
    this.#text.select();
    this.#search();
  }

  get hasFocus(): boolean {
    return !this.element.hidden && this.element.contains(document.activeElement);
  }

  use(find: Find): void {
    this.#find = find;
    if (!this.element.hidden) this.#search();
  }

  close(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.#find?.clear();
    this.#onClose();
  }

  found({ index, count }: Found): void {
    if (this.#text.value === "") this.#count.textContent = "";
    else if (count === 0) this.#count.textContent = "none";
    else this.#count.textContent = index < 0 ? `${count}+` : `${index + 1} of ${count}`;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #search(): void {
    this.#text.removeAttribute("aria-invalid");
    if (this.#text.value === "") {
      this.#find?.clear();
      this.#count.textContent = "";
      return;
    }
    try {
      if (this.#options.regex) new RegExp(this.#text.value);
      this.#find?.newest(this.#text.value, this.#options);
    } catch {
      this.#text.setAttribute("aria-invalid", "true");
      this.#count.textContent = "unfinished";
    }
  }

  #press(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter" && event.target === this.#text) {
      event.preventDefault();
      if (event.shiftKey) this.#find?.next(this.#text.value, this.#options);
      else this.#find?.previous(this.#text.value, this.#options);
    }
  }

  #toggle(option: keyof FindOptions, label: string, title: string): HTMLElement {
    const button = el("button", {
      type: "button",
      class: "quiet toggle",
      title,
      "data-sign": label,
    });
    button.setAttribute("aria-label", title);
    button.setAttribute("aria-pressed", "false");
    this.#disposables.listen(button, "click", () => {
      this.#options[option] = !this.#options[option];
      button.setAttribute("aria-pressed", String(this.#options[option]));
      this.#search();
    });
    return button;
  }

  #button(label: string, drawing: string[], onClick: () => void): HTMLElement {
    const button = el("button", { type: "button", class: "icon-button", title: label });
    button.setAttribute("aria-label", label);
    button.append(icon(...drawing));
    this.#disposables.listen(button, "click", onClick);
    return button;
  }
}
