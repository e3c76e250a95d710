import { type Disposable, Disposables } from "./disposables";
import { isRecord, keep, recall } from "./storage";

const KEY = "settings";

export interface Settings {
  fontSize: number;
  cursorStyle: "block" | "bar" | "underline";
  cursorBlink: boolean;
  scrollback: number;
  bell: "visual" | "sound" | "off";
  screenReader: boolean;
  /** Whether programs may put text on the clipboard (OSC 52); none may ever read it. */
  clipboardWrites: boolean;
  pasteWarning: boolean;
  keyBar: "auto" | "always" | "never";
}

export const DEFAULTS: Settings = {
  fontSize: 14,
  cursorStyle: "block",
  cursorBlink: true,
  scrollback: 10_000,
  bell: "visual",
  screenReader: false,
  clipboardWrites: false,
  pasteWarning: true,
  keyBar: "auto",
};

export const FONT_SIZES = { min: 8, max: 32 } as const;
export const SCROLLBACK = { min: 0, max: 200_000 } as const;

const CHOICES: { [K in keyof Settings]?: readonly Settings[K][] } = {
  cursorStyle: ["block", "bar", "underline"],
  bell: ["visual", "sound", "off"],
  keyBar: ["auto", "always", "never"],
};

/** How a person wants the terminals of this browser; each change reaches all of them at once. */
export class SettingsStore implements Disposable {
  readonly #storage: Storage;
  readonly #defaults: Settings;
  readonly #listeners = new Set<(settings: Settings) => void>();
  readonly #disposables = new Disposables();
  #current: Settings;

  constructor(storage: Storage, defaults: Partial<Settings> = {}) {
    this.#storage = storage;
    this.#defaults = { ...DEFAULTS, ...defaults };
    this.#current = this.#read();
  }

  get current(): Settings {
    return this.#current;
  }

  change(change: Partial<Settings>): void {
    this.#show(valid({ ...this.#current, ...change }, this.#defaults));
    keep(this.#storage, KEY, this.#current);
  }

  reset(): void {
    this.#storage.removeItem(KEY);
    this.#show(this.#defaults);
  }

  /** Takes over what another window of this browser has changed. */
  follow(window: EventTarget): void {
    this.#disposables.listen<StorageEvent>(window, "storage", ({ key }) => {
      if (key === KEY || key === null) this.#show(this.#read());
    });
  }

  onChange(listener: (settings: Settings) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#listeners.clear();
  }

  #read(): Settings {
    return valid(recall(this.#storage, KEY, isRecord) ?? {}, this.#defaults);
  }

  #show(settings: Settings): void {
    this.#current = settings;
    for (const listener of this.#listeners) listener(settings);
  }
}

function valid(given: Record<string, unknown> | Settings, defaults: Settings): Settings {
  const known = Object.entries(defaults).map(([name, fallback]) => {
    const value = (given as Record<string, unknown>)[name];
    return [name, isValid(name as keyof Settings, value, fallback) ? value : fallback];
  });
  const settings = Object.fromEntries(known) as Settings;
  return {
    ...settings,
    fontSize: clamp(settings.fontSize, FONT_SIZES),
    scrollback: clamp(settings.scrollback, SCROLLBACK),
  };
}

function isValid(name: keyof Settings, value: unknown, fallback: unknown): boolean {
  const choices: readonly unknown[] | undefined = CHOICES[name];
  if (choices) return choices.includes(value);
  if (typeof value === "number" && !Number.isFinite(value)) return false;
  return typeof value === typeof fallback;
}

function clamp(value: number, { min, max }: { min: number; max: number }): number {
  return Math.round(Math.max(min, Math.min(max, value)));
}
