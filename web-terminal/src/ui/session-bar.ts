import { type Disposable, Disposables } from "../disposables";
import { el } from "./element";
import type { SessionWords } from "./session-words";

export interface SessionBarListener {
  act(): void;
  leave(): void;
}

/** The line below the terminal: the keys while a session runs, how it ended and what to do next once it doesn't. */
export class SessionBar implements Disposable {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();
  readonly #message = el("p", { class: "message" });
  readonly #note = el("p", { class: "note" });
  readonly #hints: HTMLElement;
  readonly #buttons = el("div", { class: "buttons" });
  readonly #label = document.createTextNode("");
  readonly #act = el("button", { type: "button", class: "primary" }, this.#label, key("Enter"));
  readonly #leave = el("button", { type: "button", class: "quiet" }, "Instances", key("Esc"));

  constructor(listener: SessionBarListener, mac: boolean) {
    const [copy, paste] = mac ? ["⌘C", "⌘V"] : ["Ctrl+Shift+C", "Ctrl+Shift+V"];
    this.#hints = el(
      "p",
      { class: "hints" },
      el("span", {}, "Copy", key(copy)),
      el("span", {}, "Paste", key(paste)),
      el("span", {}, "Leave the terminal", key("Ctrl+Shift+H")),
    );
    this.#buttons.append(this.#leave, this.#act);
    this.element = el(
      "footer",
      { class: "session-bar" },
      this.#message,
      this.#note,
      this.#hints,
      this.#buttons,
    );
    this.#disposables.listen(this.#act, "click", () => listener.act());
    this.#disposables.listen(this.#leave, "click", () => listener.leave());
  }

  show({ tone, status, note, action }: SessionWords): void {
    const over = action !== null;
    this.element.dataset.tone = over ? tone : "quiet";
    this.#message.textContent = over ? status : "";
    this.#note.textContent = note ?? "";
    this.#hints.hidden = over;
    this.#buttons.hidden = !over;
    this.#label.data = action ?? "";
  }

  /** Says something until the state changes. */
  warn(text: string): void {
    this.#note.textContent = text;
  }

  focus(): void {
    this.#act.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function key(name: string | undefined): HTMLElement {
  return el("kbd", { "aria-hidden": "true" }, name ?? "");
}
