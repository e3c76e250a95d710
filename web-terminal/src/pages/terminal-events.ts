import { type Disposable, Disposables } from "../disposables";
import type { SettingsStore } from "../settings";
import { Bell } from "../terminal/bell";
import { onClipboardWrite } from "../terminal/clipboard-writes";
import { copyText } from "../terminal/copy";
import type { TerminalView } from "../terminal/terminal-view";

export interface TerminalEventsListener {
  titled(title: string): void;
  rang(): void;
  message(text: string): void;
}

/** What programs do to the page around their terminal: a title, a bell, a copy. A replay does none but the title. */
export class TerminalEvents implements Disposable {
  readonly #disposables = new Disposables();

  constructor(
    view: TerminalView,
    element: HTMLElement,
    settings: SettingsStore,
    listener: TerminalEventsListener,
  ) {
    const bell = this.#disposables.add(new Bell(element));
    const ring = (): void => {
      if (view.isReplaying || settings.current.bell === "off") return;
      bell.ring(settings.current.bell === "sound");
      listener.rang();
    };
    this.#disposables.add(view.terminal.onTitleChange((title) => listener.titled(title)));
    this.#disposables.add(view.terminal.onBell(ring));
    onClipboardWrite(
      view.terminal,
      () => settings.current.clipboardWrites && !view.isReplaying,
      (text) => void copy(text, listener),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

async function copy(text: string, listener: TerminalEventsListener): Promise<void> {
  try {
    await copyText(text);
    listener.message(`A program copied ${[...text].length} characters`);
  } catch {
    listener.message("A program could not copy: the browser refused");
  }
}
