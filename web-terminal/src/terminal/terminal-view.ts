import "@xterm/xterm/css/xterm.css";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import { type Disposable, Disposables } from "../disposables";
import { binaryInput, textInput } from "../exec/input";
import type { Size } from "../exec/size";
import type { SessionScreen } from "../exec/terminal-session";
import type { SettingsStore } from "../settings";
import type { ColorScheme } from "../ui/color-scheme";
import { Appearance, terminalOptions } from "./appearance";
import { allowStrictStyles } from "./inline-styles";
import { drawFast } from "./renderer";
import { Replies } from "./replies";
import { type Cells, roomOf } from "./room";

declare global {
  interface Window {
    /** The active terminal: a documented hook for tests and extensions. */
    term?: Terminal;
  }
}

export interface TerminalViewListener {
  input(bytes: Uint8Array): void;
  /** There is room for another size now; it is the listener's to call `resize`. */
  resized(size: Size): void;
  /** Something was written that no earlier page has shown. */
  output(): void;
  pasted(text: string): void;
}

const LEAVE_MODES =
  "\x1b[?1047l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[!p\x1b[0m";

/** A terminal on the page: it fills its container, follows the page's settings and, while shown, is `window.term`. */
export class TerminalView implements SessionScreen, Disposable {
  readonly terminal: Terminal;
  readonly #disposables = new Disposables();
  readonly #listener: TerminalViewListener;
  readonly #replies: Replies;
  /** Those of the renderer that is still to be loaded, so that its coming changes no size. */
  #cells: Cells = "whole-pixels";
  #disposed = false;
  #drawsFast = false;

  constructor(
    container: HTMLElement,
    scheme: ColorScheme,
    settings: SettingsStore,
    listener: TerminalViewListener,
  ) {
    this.#listener = listener;
    allowStrictStyles();
    const terminal = new Terminal({
      allowProposedApi: true,
      ...terminalOptions(settings.current, scheme.current),
    });
    this.terminal = this.#disposables.add(terminal);
    this.#replies = this.#disposables.add(new Replies(terminal));
    terminal.loadAddon(new WebLinksAddon());
    terminal.loadAddon(new UnicodeGraphemesAddon());
    terminal.open(container);
    this.resize(this.room);

    terminal.onData((text) => listener.input(textInput(text)));
    terminal.onBinary((text) => listener.input(binaryInput(text)));
    const fit = (): void => listener.resized(this.room);
    this.#disposables.add(new Appearance(terminal, settings, scheme, fit));
    this.#followSizeOf(container, fit);
    this.#takePastesOf(container, listener);
  }

  /** Becomes the one that is shown. */
  show(): void {
    window.term = this.terminal;
  }

  /** Whether what is written now was written before this page came to see it. */
  get isReplaying(): boolean {
    return this.#replies.muted;
  }

  get room(): Size {
    const { cols, rows } = roomOf(this.terminal, this.#cells) ?? this.terminal;
    return { cols, rows };
  }

  get isFullScreen(): boolean {
    return this.terminal.buffer.active.type === "alternate";
  }

  get marksPastes(): boolean {
    return this.terminal.modes.bracketedPasteMode;
  }

  paste(text: string): void {
    this.terminal.paste(text);
  }

  get selection(): string {
    return this.terminal.getSelection();
  }

  write(bytes: Uint8Array, parsed?: () => void): void {
    if (!this.#drawsFast) void this.#drawFast();
    if (!this.isReplaying) this.#listener.output();
    this.terminal.write(bytes, parsed);
  }

  mute(muted: boolean): void {
    this.#replies.muted = muted;
  }

  gap(bytes: number): void {
    // a cancel ends whatever sequence was cut
    this.terminal.write(`\x18\x1b[0m\r\n\x1b[2m── ${bytes} bytes not shown ──\x1b[0m\r\n`);
  }

  resize({ cols, rows }: Size): void {
    this.terminal.resize(cols, rows);
  }

  /** Whether keys reach the session; without it the terminal can still be read, scrolled and copied from. */
  set live(live: boolean) {
    this.terminal.options.disableStdin = !live;
    this.terminal.options.cursorInactiveStyle = live ? "outline" : "none";
  }

  /** Readies the screen for a new shell and keeps what the last one wrote. */
  continueBelow(): void {
    this.terminal.write(`${LEAVE_MODES}\r\n`);
  }

  focus(): void {
    this.terminal.focus();
  }

  dispose(): void {
    this.#disposed = true;
    if (window.term === this.terminal) delete window.term;
    this.#disposables.dispose();
  }

  /** It is much to load, so the first output is not kept waiting for it. */
  async #drawFast(): Promise<void> {
    this.#drawsFast = true;
    await drawFast(this.terminal, {
      isGone: () => this.#disposed,
      lost: () => {
        this.#cells = "letters";
        this.#listener.resized(this.room);
      },
    });
  }

  #takePastesOf(container: HTMLElement, listener: TerminalViewListener): void {
    const take = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      listener.pasted(event.clipboardData?.getData("text/plain") ?? "");
    };
    this.#disposables.listen(container, "paste", take, { capture: true });
  }

  #followSizeOf(container: HTMLElement, fit: () => void): void {
    const observer = new ResizeObserver(fit);
    observer.observe(container);
    this.#disposables.onDispose(() => observer.disconnect());
  }
}
