import { type Disposable, Disposables } from "../disposables";
import { textInput } from "../exec/input";
import type { TerminalSession } from "../exec/terminal-session";
import type { SettingsStore } from "../settings";
import { Paster } from "../terminal/paste";
import type { TerminalView } from "../terminal/terminal-view";
import { PasteProgress } from "../ui/paste-progress";
import { confirmPaste } from "../ui/paste-warning";

/** Pastes into a session: asked about where a person wants that, with its progress and a way to stop it. */
export class Pasting implements Disposable {
  readonly progress: PasteProgress;
  readonly #disposables = new Disposables();
  readonly #settings: SettingsStore;
  readonly #session: () => TerminalSession | undefined;
  #view: TerminalView | undefined;
  #paster: Paster | undefined;

  constructor(settings: SettingsStore, session: () => TerminalSession | undefined) {
    this.#settings = settings;
    this.#session = session;
    this.progress = this.#disposables.add(new PasteProgress(() => this.#stop()));
  }

  into(view: TerminalView): void {
    this.#view = view;
    this.#paster = new Paster(view, (text) => this.#confirm(text));
  }

  async paste(text: string): Promise<void> {
    await this.#paster?.paste(text);
    this.#view?.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #confirm(text: string): Promise<boolean> {
    return !this.#settings.current.pasteWarning || confirmPaste(text);
  }

  #stop(): void {
    this.#session()?.cancelInput();
    this.#session()?.send(textInput(this.#paster?.ending ?? ""));
    this.#view?.focus();
  }
}
