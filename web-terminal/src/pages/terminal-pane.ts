import { messageOf } from "../api";
import { Disposables } from "../disposables";
import type { HeldBy } from "../exec/hold-up";
import { textInput } from "../exec/input";
import { InvalidLaunch, type Launch, LaunchAttempts } from "../exec/launch";
import { TerminalSession } from "../exec/terminal-session";
import { InstanceWait } from "../instance-wait";
import { routeOf, type Tab } from "../tabs";
import { copyText } from "../terminal/copy";
import { TerminalView } from "../terminal/terminal-view";
import { el } from "../ui/element";
import { KeyBar } from "../ui/key-bar";
import { loadDialogs } from "../ui/load-dialogs";
import { type PaneState, type SessionWords, sessionInWords } from "../ui/session-words";
import { showSignals } from "../ui/signal-menu";
import { StatusLine } from "../ui/status-line";
import { Toast } from "../ui/toast";
import { Finding } from "./finding";
import { HangUp } from "./hang-up";
import { linkTo, takeInvitation } from "./invitation";
import type { Context } from "./page";
import type { PaneListener } from "./pane-listener";
import { Pasting } from "./pasting";
import { Sharing } from "./sharing";
import { TerminalEvents } from "./terminal-events";

/** One session in one instance: the terminal, how it stands, and how to go on when it ends. */
export class TerminalPane {
  readonly element: HTMLElement;
  tone: SessionWords["tone"] = "busy";
  readonly #context: Context;
  readonly #listener: PaneListener;
  readonly #disposables = new Disposables();
  readonly #container = el("div", { class: "terminal" });
  readonly #line: StatusLine;
  readonly #finding: Finding;
  readonly #keys: KeyBar;
  readonly #toast = new Toast();
  readonly #pasting: Pasting;
  readonly #frame: HTMLElement;
  readonly #wait: InstanceWait;
  readonly #hangUp: HangUp;
  readonly #sharing: Sharing;
  #tab: Tab;
  #view: TerminalView | undefined;
  #session: TerminalSession | undefined;
  #attempts: LaunchAttempts | undefined;
  #state: PaneState = { kind: "connecting" };
  #heldBy: HeldBy | null = null;
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
        share: () => void this.share(),
        signal: () => void this.chooseSignal(),
        end: () => void this.end(),
      }),
    );
    this.#finding = this.#disposables.add(new Finding(context.scheme, () => this.focus()));
    this.#keys = this.#disposables.add(
      new KeyBar({
        send: (text) => this.#session?.send(textInput(text)),
        isApplicationCursor: () => this.#view?.terminal.modes.applicationCursorKeysMode ?? false,
      }),
    );
    this.#hangUp = this.#disposables.add(
      new HangUp(context.api, {
        asked: () => this.focus(),
        ticked: () => this.#line.show(this.#words),
        failed: (message) => this.#toast.show(message),
      }),
    );
    this.#wait = this.#disposables.add(
      new InstanceWait(context.api, tab.target, {
        status: (status) => this.#change({ kind: "waiting", status: `${instance} is ${status}` }),
        running: () => void this.#session?.start(),
        gone: (message) => this.#change({ kind: "failed", message }),
      }),
    );
    this.#pasting = this.#disposables.add(new Pasting(context.settings, () => this.#session));
    this.#frame = el(
      "div",
      { class: "terminal-frame" },
      this.#container,
      this.#finding.bar.element,
      this.#pasting.progress.element,
    );
    this.#sharing = this.#disposables.add(
      new Sharing(this.#frame, {
        link: (mode) => linkTo(context.api, this.#tab, mode),
        setMode: (attachment, mode) => this.#session?.setMode(attachment, mode),
        closed: () => this.focus(),
      }),
    );
    this.element = el(
      "section",
      { class: "pane", "aria-label": `Terminal, ${place.join(" ")}` },
      this.#frame,
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
      resized: (size) => this.#session?.resized(size),
      pasted: (text) => void this.#pasting.paste(text),
      output: () => this.#listener.stirred("output"),
    });
    this.#view = this.#disposables.add(view);
    this.#pasting.into(view);
    this.#finding.into(view);
    this.#line.resized(view.terminal);
    this.#disposables.add(view.terminal.onResize((size) => this.#line.resized(size)));
    const events = new TerminalEvents(view, this.#container, this.#context.settings, {
      titled: (title) => this.#listener.titled(title),
      rang: () => this.#listener.stirred("bell"),
      message: (text) => this.#toast.show(text),
    });
    this.#disposables.add(events);
    this.#session = this.#disposables.add(this.#openSession(view));
    if (this.#tab.session === null) this.#start();
    else this.#resume(this.#tab.session);
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

  /** Gives it the keys, unless the search has them by now: a dialog says late that it has closed. */
  focus(): void {
    if (this.#finding.bar.hasFocus) return;
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
    return this.#state.kind === "connected" || this.#state.kind === "reconnecting";
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
    if (kind === "waiting") void this.#session?.start();
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
    await this.#finding.open();
  }

  async share(): Promise<void> {
    await this.#sharing.open();
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

  async end(): Promise<void> {
    const { session, target } = this.#tab;
    if (session !== null) await this.#hangUp.ask(session, target.instance);
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
    return sessionInWords(this.#state, {
      shell: this.#launch.command.trim() === "",
      endingForS: this.#hangUp.seconds,
      heldBy: this.#heldBy,
      offline: !navigator.onLine,
    });
  }

  #resume(session: string): void {
    const invitation = takeInvitation(routeOf(this.#tab), this.#context.router);
    this.#session?.resume(session, invitation);
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
        attachments: (attachments, own) => {
          this.#sharing.attached(attachments, own);
          this.#line.attached(attachments.writers, attachments.observers);
        },
        roundTrip: (milliseconds) => this.#line.roundTrip(milliseconds),
        held: (by) => {
          this.#heldBy = by;
          this.#line.show(this.#words);
        },
        inputProgress: (progress) => this.#pasting.progress.show(progress),
        inputRefused: () => this.#toast.show("Not connected: what you type now is not kept"),
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
    if (state.kind === "connected") void loadDialogs();
    else this.#hangUp.stop();
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

  #input(bytes: Uint8Array): void {
    const text = bytes.length === 1 ? this.#keys.typed(String.fromCharCode(bytes[0] ?? 0)) : "";
    this.#session?.send(bytes.length === 1 ? Uint8Array.from(text, (c) => c.charCodeAt(0)) : bytes);
  }

  #showKeyBar(): void {
    const { keyBar } = this.#context.settings.current;
    this.#keys.element.dataset.show = keyBar;
  }
}
