import { type ISearchOptions, SearchAddon } from "@xterm/addon-search";
import type { Terminal } from "@xterm/xterm";
import type { Disposable } from "../disposables";
import type { Scheme } from "../ui/color-scheme";

export interface FindOptions {
  caseSensitive: boolean;
  wholeWord: boolean;
  regex: boolean;
}

/** Which match is the current one, from 0, of how many; -1 where that is not known. */
export interface Found {
  index: number;
  count: number;
}

const MARKS = {
  dark: { match: "#5b4a12", active: "#b98a1e" },
  light: { match: "#ffe08a", active: "#ffb224" },
  contrast: { match: "#004cff", active: "#a300d9" },
} as const;

/** Search in all that a terminal holds, the newest first. */
export class Find implements Disposable {
  readonly #addon = new SearchAddon({ highlightLimit: 5000 });
  readonly #terminal: Terminal;
  readonly #scheme: () => Scheme;

  constructor(terminal: Terminal, scheme: () => Scheme, found: (found: Found) => void) {
    this.#terminal = terminal;
    this.#scheme = scheme;
    terminal.loadAddon(this.#addon);
    this.#addon.onDidChangeResults(({ resultIndex, resultCount }) =>
      found({ index: resultIndex, count: resultCount }),
    );
  }

  /** The newest match; what one types goes on from there at each letter. */
  newest(text: string, options: FindOptions): void {
    this.#terminal.clearSelection();
    this.previous(text, options);
  }

  previous(text: string, options: FindOptions): void {
    this.#addon.findPrevious(text, this.#options(options));
  }

  next(text: string, options: FindOptions): void {
    this.#addon.findNext(text, this.#options(options));
  }

  clear(): void {
    this.#addon.clearDecorations();
  }

  dispose(): void {
    this.#addon.dispose();
  }

  #options(options: FindOptions): ISearchOptions {
    const { match, active } = MARKS[this.#scheme()];
    return {
      ...options,
      decorations: {
        matchBackground: match,
        matchOverviewRuler: match,
        activeMatchBackground: active,
        activeMatchColorOverviewRuler: active,
      },
    };
  }
}
