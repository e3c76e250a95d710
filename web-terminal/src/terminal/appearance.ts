import type { ITerminalOptions, Terminal } from "@xterm/xterm";
import { type Disposable, Disposables } from "../disposables";
import type { Settings, SettingsStore } from "../settings";
import type { ColorScheme, Scheme } from "../ui/color-scheme";
import { CONTRAST_RATIOS, THEMES } from "./theme";

const FONT =
  'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';

export function terminalOptions(settings: Settings, scheme: Scheme): ITerminalOptions {
  return { fontFamily: FONT, lineHeight: 1.2, ...choices(settings), ...colours(scheme) };
}

/** Keeps a terminal as its person wants it, from the next change on. */
export class Appearance implements Disposable {
  readonly #disposables = new Disposables();

  constructor(
    terminal: Terminal,
    settings: SettingsStore,
    scheme: ColorScheme,
    changed: () => void,
  ) {
    const apply = (options: ITerminalOptions): void => {
      Object.assign(terminal.options, options);
      changed();
    };
    this.#disposables.add(settings.onChange((current) => apply(choices(current))));
    this.#disposables.add(scheme.onChange((current) => apply(colours(current))));
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function choices(settings: Settings): ITerminalOptions {
  return {
    fontSize: settings.fontSize,
    cursorStyle: settings.cursorStyle,
    cursorBlink: settings.cursorBlink,
    scrollback: settings.scrollback,
    screenReaderMode: settings.screenReader,
  };
}

function colours(scheme: Scheme): ITerminalOptions {
  return { theme: THEMES[scheme], minimumContrastRatio: CONTRAST_RATIOS[scheme] };
}
