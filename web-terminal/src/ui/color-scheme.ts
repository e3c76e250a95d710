import { type Disposable, Disposables } from "../disposables";

export type Scheme = "dark" | "light";

const KEY = "color-scheme";

/** Dark or light: what the system prefers, until a person chooses the other one. */
export class ColorScheme implements Disposable {
  readonly #system = matchMedia("(prefers-color-scheme: dark)");
  readonly #listeners = new Set<(scheme: Scheme) => void>();
  readonly #disposables = new Disposables();

  constructor() {
    this.#disposables.listen(this.#system, "change", () => this.#tell());
  }

  get current(): Scheme {
    const chosen = document.documentElement.dataset.scheme;
    return chosen === "dark" || chosen === "light" ? chosen : this.#preferred;
  }

  get other(): Scheme {
    return this.current === "dark" ? "light" : "dark";
  }

  /** Going back to what the system prefers forgets the choice, so that the page follows the system again. */
  toggle(): void {
    const next = this.other;
    if (next === this.#preferred) {
      delete document.documentElement.dataset.scheme;
      localStorage.removeItem(KEY);
    } else {
      document.documentElement.dataset.scheme = next;
      localStorage.setItem(KEY, next);
    }
    this.#tell();
  }

  onChange(listener: (scheme: Scheme) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#listeners.clear();
  }

  get #preferred(): Scheme {
    return this.#system.matches ? "dark" : "light";
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.current);
  }
}
