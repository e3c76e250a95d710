import { messageOf } from "../api";
import { Disposables } from "../disposables";
import { textInput } from "../exec/input";
import { InvalidLaunch, type Launch, LaunchAttempts } from "../exec/launch";
import { TerminalSession } from "../exec/terminal-session";
import { InstanceWait } from "../instance-wait";
import type { Tab } from "../tabs";
import { copyText } from "../terminal/copy";
import type { Find } from "../terminal/find";
import { TerminalView } from "../terminal/terminal-view";
import { ask } from "../ui/dialog";
import { el } from "../ui/element";
import { FindBar } from "../ui/find-bar";
import { KeyBar } from "../ui/key-bar";
import { type PaneState, type SessionWords, sessionInWords } from "../ui/session-words";
import { showSignals } from "../ui/signal-menu";
import { StatusLine } from "../ui/status-line";
import { Toast } from "../ui/toast";
import type { Context } from "./page";
import { TerminalEvents } from "./terminal-events";

export interface PaneListener {
  started(session: string): void;
  titled(title: string): void;
  /** Something happened that a person may want to see: output, a bell, a new state. */
  stirred(what: "output" | "bell" | "state"): void;
  leave(): void;
}

/** One session in one instance: the terminal, how it stands, and how to go on when it ends. */
export class TerminalPane {
  readonly element: HTMLElement;
  tone: SessionWords["tone"] = "busy";
  readonly #context: Context;
  readonly #listener: PaneListener;
  readonly #disposables = new Disposables();
  readonly #container = el("div", { class: "terminal" });
  readonly #line: StatusLine;
  readonly #find: FindBar;
  readonly #keys: KeyBar;
  readonly #toast = new Toast();
  readonly #wait: InstanceWait;
  #tab: Tab;
  #view: TerminalView | undefined;
  #finder: Find | undefined;
  #session: TerminalSession | undefined;
  #attempts: LaunchAttempts | undefined;
  #state: PaneState = { kind: "connecting" };
  #endingSince: number | null = null;
  #shown = false;

  constructor(context: Context, tab: Tab, listener: PaneListener) {
    this.#context = context;
    this.#tab = tab;
    this.#listener = listener;
    const { remote, project, instance } = tab.target;
    const place = [remote, project === "default" ? "" : project, instance].filter(Boolean);
    this.#line = this.#disposables.add(
      new StatusLine(place.join(" / "), {
        act: () => this.act(),
        leave: () => listener.leave(),
        find: () => void this.find(),
        signal: () => void this.chooseSignal(),
        end: () => void this.end(),
      }),
    );
    this.#find = this.#disposables.add(new FindBar(() => this.focus()));
    this.#keys = this.#disposables.add(
      new KeyBar({
        send: (text) => this.#session?.send(textInput(text)),
        isApplicationCursor: () => this.#view?.terminal.modes.applicationCursorKeysMode ?? false,
      }),
    );
    this.#wait = this.#disposables.add(
      new InstanceWait(context.api, tab.target, {
        status: (status) => this.#change({ kind: "waiting", status: `${instance} is ${status}` }),
        running: () => void this.#session?.start(),
        gone: (message) => this.#change({ kind: "failed", message }),
      }),
    );
    const frame = el("div", { class: "terminal-frame" }, this.#container, this.#find.element);
    this.element = el(
      "section",
      { class: "pane", "aria-label": `Terminal, ${place.join(" ")}` },
      frame,
      this.#toast.element,
      this.#keys.element,
      this.#line.element,
    );
    this.#disposables.add(context.settings.onChange(() => this.#showKeyBar()));
    this.#showKeyBar();
  }

  /** Begins or goes on with its session; the element is in the document by now. */
  open(): void {
    const view = new TerminalView(this.#container, this.#context.scheme, this.#context.settings, {
      input: (bytes) => this.#input(bytes),
      resized: (size) => {
        this.#session?.resized(size);
        this.#line.resized(size);
      },
      output: () => this.#listener.stirred("output"),
    });
    this.#view = this.#disposables.add(view);
    this.#line.resized(view.size);
    const events = new TerminalEvents(view, this.#container, this.#context.settings, {
      titled: (title) => this.#listener.titled(title),
      rang: () => this.#listener.stirred("bell"),
      message: (text) => this.#toast.show(text),
    });
    this.#disposables.add(events);
    this.#session = this.#disposables.add(this.#openSession(view));
    if (this.#tab.session === null) this.#start();
    else this.#session.resume(this.#tab.session);
  }

  show(): void {
    this.#shown = true;
    this.element.classList.add("active");
    this.#view?.show();
    this.focus();
  }

  hide(): void {
    if (this.#shown) this.noteSeen();
    this.#shown = false;
    this.element.classList.remove("active");
  }

  focus(): void {
    if (this.#isOver) this.#line.focus();
    else this.#view?.focus();
  }

  /** Remembers how far a person has looked. */
  noteSeen(): void {
    const { session } = this.#tab;
    if (session !== null && this.#session) {
      this.#context.seen.note(session, this.#session.offset);
    }
  }

  get isLive(): boolean {
    return this.#state.kind === "connected" || this.#state.kind === "lost";
  }

  get isConnected(): boolean {
    return this.#state.kind === "connected";
  }

  get selection(): string {
    return this.#view?.selection ?? "";
  }

  get holdsFocus(): boolean {
    return this.#container.contains(document.activeElement);
  }

  get action(): SessionWords["action"] {
    return this.#words.action;
  }

  act(): void {
    const { kind } = this.#state;
    this.#wait.stop();
    this.#view?.focus();
    if (kind === "lost") void this.#session?.reconnect();
    else if (kind === "waiting") void this.#session?.start();
    else this.runAgain();
  }

  runAgain(): void {
    this.#view?.continueBelow();
    this.#start();
  }

  async copy(): Promise<void> {
    if (this.selection === "") return;
    await copyText(this.selection);
  }

  async find(): Promise<void> {
    this.#find.open(this.selection);
    if (this.#finder !== undefined) return;
    const { Find } = await import("../terminal/find");
    if (this.#finder !== undefined || this.#view === undefined) return;
    this.#finder = new Find(
      this.#view.terminal,
      () => this.#context.scheme.current,
      (found) => this.#find.found(found),
    );
    this.#disposables.add(this.#finder);
    this.#find.use(this.#finder);
  }

  clear(): void {
    this.#view?.terminal.clear();
  }

  endInput(): void {
    this.#session?.send(textInput("\x04"));
  }

  async chooseSignal(): Promise<void> {
    const signal = await showSignals();
    this.focus();
    const { session } = this.#tab;
    if (signal === null || session === null) return;
    try {
      await this.#context.api.signal(session, signal);
      this.#toast.show(`Sent ${signal}`);
    } catch (error) {
      this.#toast.show(messageOf(error));
    }
  }

  /** Asks, then ends the session by the hang-up ladder and shows how that goes. */
  async end(): Promise<void> {
    const agreed = await ask({
      title: `End the session in ${this.#tab.target.instance}?`,
      text: "What runs in it gets HUP; then TERM and KILL, if it stays.",
      action: "End session",
    });
    this.focus();
    if (agreed) await this.endNow();
  }

  async endNow(): Promise<void> {
    const { session } = this.#tab;
    if (session === null) return;
    try {
      await this.#context.api.end(session);
      this.#endingSince = Date.now();
      this.#tick();
    } catch (error) {
      this.#toast.show(messageOf(error));
    }
  }

  changed(tab: Tab): void {
    this.#tab = tab;
  }

  dispose(): void {
    if (this.#shown) this.noteSeen();
    this.#disposables.dispose();
  }

  get #launch(): Launch {
    return this.#tab.launch ?? this.#context.launches.of(this.#tab.target);
  }

  get #isOver(): boolean {
    return this.#words.action !== null;
  }

  get #words(): SessionWords {
    const since = this.#endingSince;
    return sessionInWords(this.#state, {
      shell: this.#launch.command.trim() === "",
      endingForS: since === null ? null : Math.round((Date.now() - since) / 1000),
    });
  }

  #start(): void {
    try {
      this.#attempts = new LaunchAttempts(this.#launch);
    } catch (error) {
      if (!(error instanceof InvalidLaunch)) throw error;
      this.#change({ kind: "failed", message: `${error.field}: ${error.message}` });
      return;
    }
    void this.#session?.start();
  }

  #openSession(screen: TerminalView): TerminalSession {
    return new TerminalSession({
      api: this.#context.api,
      target: this.#tab.target,
      launch: () => (this.#attempts ?? new LaunchAttempts(this.#launch)).request,
      screen,
      origin: location.origin,
      listener: {
        started: (session) => this.#listener.started(session),
        changed: (state) => this.#changedSession(state),
        attachments: (writers, observers) => this.#line.attached(writers, observers),
      },
    });
  }

  #changedSession(state: PaneState): void {
    if (state.kind === "signed-out") {
      this.#context.signInAgain();
      return;
    }
    if (state.kind === "ended" && this.#attempts?.next(state.exit)) {
      void this.#session?.start();
      return;
    }
    if (state.kind === "failed" && /^instance-(not-running|frozen)$/.test(state.code ?? "")) {
      const frozen = state.code === "instance-frozen";
      this.#wait.start(frozen ? "frozen" : "not running");
      return;
    }
    this.#change(state);
  }

  #change(state: PaneState): void {
    this.#state = state;
    if (state.kind !== "connected") this.#endingSince = null;
    if (state.kind === "ended" && this.#shown) this.noteSeen();
    const words = this.#words;
    const { activeElement } = document;
    const wasFocused = this.holdsFocus || activeElement === document.body;
    const wasOver = this.#line.element.contains(activeElement);
    this.tone = words.tone;
    this.#line.show(words);
    if (this.#view) this.#view.live = words.action === null;
    if (this.#shown && words.action !== null && wasFocused) this.#line.focus();
    if (this.#shown && state.kind === "connected" && (wasFocused || wasOver)) this.#view?.focus();
    this.#listener.stirred("state");
  }

  #tick(): void {
    if (this.#endingSince === null) return;
    this.#line.show(this.#words);
    const timer = setTimeout(() => this.#tick(), 1000);
    this.#disposables.onDispose(() => clearTimeout(timer));
  }

  #input(bytes: Uint8Array): void {
    const text = bytes.length === 1 ? this.#keys.typed(String.fromCharCode(bytes[0] ?? 0)) : "";
    this.#session?.send(bytes.length === 1 ? Uint8Array.from(text, (c) => c.charCodeAt(0)) : bytes);
  }

  #showKeyBar(): void {
    const { keyBar } = this.#context.settings.current;
    this.#keys.element.dataset.show = keyBar;
  }
}
