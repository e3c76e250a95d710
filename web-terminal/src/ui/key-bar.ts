import { type Disposable, Disposables } from "../disposables";
import { type Held, type KeyName, keySequence, withHeld } from "../terminal/keys";
import { el } from "./element";

const KEYS: readonly (KeyName | "Ctrl" | "Alt" | "|" | "/" | "-" | "~")[] = [
  "Esc",
  "Tab",
  "Ctrl",
  "Alt",
  "Up",
  "Down",
  "Left",
  "Right",
  "|",
  "/",
  "-",
  "~",
  "Home",
  "End",
  "PgUp",
  "PgDn",
  "Del",
];

const SIGNS: Readonly<Record<string, string>> = { Up: "↑", Down: "↓", Left: "←", Right: "→" };

export interface KeyBarListener {
  send(text: string): void;
  isApplicationCursor(): boolean;
}

/** The keys that a phone's keyboard lacks; Ctrl and Alt are held for the next key, and a press never takes the focus. */
export class KeyBar implements Disposable {
  readonly element = el("div", { class: "key-bar", role: "toolbar", "aria-label": "Keys" });
  readonly #disposables = new Disposables();
  readonly #listener: KeyBarListener;
  readonly #held: Held = { ctrl: false, alt: false };
  readonly #holders = new Map<keyof Held, HTMLElement>();

  constructor(listener: KeyBarListener) {
    this.#listener = listener;
    for (const key of KEYS) {
      if (key === "Ctrl") this.#hold("ctrl", key);
      else if (key === "Alt") this.#hold("alt", key);
      else if (key.length === 1) this.#button(key, () => listener.send(this.typed(key)));
      else this.#button(key, () => this.#press(key as KeyName));
    }
    this.#disposables.listen(this.element, "pointerdown", (event) => event.preventDefault());
  }

  /** What is typed elsewhere, with what is held here. */
  typed(text: string): string {
    if (!this.#held.ctrl && !this.#held.alt) return text;
    const typed = withHeld(text, this.#held);
    this.#release();
    return typed;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #press(key: KeyName): void {
    this.#listener.send(keySequence(key, this.#held, this.#listener.isApplicationCursor()));
    this.#release();
  }

  #release(): void {
    this.#set("ctrl", false);
    this.#set("alt", false);
  }

  #set(key: keyof Held, held: boolean): void {
    this.#held[key] = held;
    this.#holders.get(key)?.setAttribute("aria-pressed", String(held));
  }

  #hold(key: keyof Held, label: string): void {
    const button = this.#button(label, () => this.#set(key, !this.#held[key]));
    button.setAttribute("aria-pressed", "false");
    this.#holders.set(key, button);
  }

  #button(key: string, onClick: () => void): HTMLElement {
    const button = el("button", { type: "button" }, SIGNS[key] ?? key);
    if (SIGNS[key]) button.setAttribute("aria-label", key);
    this.#disposables.listen(button, "click", onClick);
    this.element.append(button);
    return button;
  }
}
