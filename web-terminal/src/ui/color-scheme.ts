import { type Disposable, Disposables } from "../disposables";

export type Scheme = "dark" | "light" | "contrast";
export type SchemeChoice = Scheme | "system";

const KEY = "color-scheme";
const SCHEMES: readonly string[] = ["dark", "light", "contrast"] satisfies Scheme[];

/** Dark, light or high contrast: what the system prefers of the first two, until a person chooses. */
export class ColorScheme implements Disposable {
  readonly #system = matchMedia("(prefers-color-scheme: dark)");
  readonly #listeners = new Set<(scheme: Scheme) => void>();
  readonly #disposables = new Disposables();

  constructor() {
    this.#disposables.listen(this.#system, "change", () => this.#tell());
    this.#disposables.listen<StorageEvent>(window, "storage", ({ key, newValue }) => {
      if (key === KEY) this.#show(isScheme(newValue) ? newValue : "system");
    });
  }

  get choice(): SchemeChoice {
    const chosen = document.documentElement.dataset.scheme;
    return isScheme(chosen) ? chosen : "system";
  }

  get current(): Scheme {
    return this.choice === "system" ? this.#preferred : (this.choice as Scheme);
  }

  get other(): Scheme {
    return this.current === "light" ? "dark" : "light";
  }

  choose(choice: SchemeChoice): void {
    if (choice === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
    this.#show(choice);
  }

  /** Going back to what the system prefers forgets the choice, so that the page follows the system again. */
  toggle(): void {
    this.choose(this.other === this.#preferred ? "system" : this.other);
  }

  onChange(listener: (scheme: Scheme) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#listeners.clear();
  }

  get #preferred(): "dark" | "light" {
    return this.#system.matches ? "dark" : "light";
  }

  #show(choice: SchemeChoice): void {
    if (choice === "system") delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = choice;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.current);
  }
}

function isScheme(value: unknown): value is Scheme {
  return typeof value === "string" && SCHEMES.includes(value);
}
