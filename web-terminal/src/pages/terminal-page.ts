import type { Target } from "../api";
import { Disposables } from "../disposables";
import type { Mode } from "../exec/frames";
import { textInput } from "../exec/input";
import { type Invitation, type SessionState, TerminalSession } from "../exec/terminal-session";
import { shareLink } from "../router";
import { copyText } from "../terminal/copy";
import { Paster } from "../terminal/paste";
import { isMac, shortcutOf } from "../terminal/shortcuts";
import { TerminalView } from "../terminal/terminal-view";
import { breadcrumb } from "../ui/breadcrumb";
import { el } from "../ui/element";
import { Header } from "../ui/header";
import { PasteProgress } from "../ui/paste-progress";
import { confirmPaste } from "../ui/paste-warning";
import { SessionBar } from "../ui/session-bar";
import { type SessionWords, sessionInWords } from "../ui/session-words";
import { ShareDialog } from "../ui/share-dialog";
import type { Context, Page } from "./page";

const SHARED_FOR = "1h";

/** One shell in one instance: the terminal, how it stands, and how to go on when it ends. */
export class TerminalPage implements Page {
  readonly element: HTMLElement;
  readonly title: string;
  readonly #context: Context;
  readonly #target: Target;
  readonly #resumed: string | null;
  readonly #disposables = new Disposables();
  readonly #container = el("div", { class: "terminal" });
  readonly #status = el("span", { class: "status", role: "status" });
  readonly #bar: SessionBar;
  readonly #progress = this.#disposables.add(new PasteProgress(() => this.#stopPaste()));
  readonly #invitation: Invitation;
  readonly #share = this.#disposables.add(
    new ShareDialog({
      link: (mode) => this.#shareLink(mode),
      copy: copyText,
      setMode: (attachment, mode) => this.#session?.setMode(attachment, mode),
    }),
  );
  #view: TerminalView | undefined;
  #session: TerminalSession | undefined;
  #paster: Paster | undefined;
  #state: SessionState = { kind: "connecting" };

  constructor(
    context: Context,
    target: Target,
    resumed: string | null,
    invitation: Invitation = {},
  ) {
    this.#context = context;
    this.#target = target;
    this.#resumed = resumed;
    this.#invitation = invitation;
    this.title = `${target.instance} · ${target.remote}`;
    const header = this.#disposables.add(
      new Header(context.scheme, {
        start: breadcrumb(target),
        end: el("div", { class: "actions" }, this.#status, this.#shareButton()),
        onSignOut: () => void context.signOut(),
      }),
    );
    const listener = { act: () => this.#act(), leave: () => this.#leave() };
    this.#bar = this.#disposables.add(new SessionBar(listener, isMac(navigator.platform)));
    this.element = el(
      "div",
      { class: "page terminal-page" },
      header.element,
      el(
        "main",
        { class: "terminal-frame", "aria-label": "Terminal" },
        this.#container,
        this.#progress.element,
        this.#share.element,
      ),
      this.#bar.element,
    );
    const capture = { capture: true };
    this.#disposables.listen<KeyboardEvent>(document, "keydown", (e) => this.#press(e), capture);
  }

  shown(): void {
    const view = new TerminalView(this.#container, this.#context.scheme, {
      input: (bytes) => this.#session?.send(bytes),
      resized: (size) => this.#session?.resized(size),
      pasted: (text) => void this.#paste(text),
    });
    this.#view = this.#disposables.add(view);
    this.#paster = new Paster(view, confirmPaste);
    this.#session = this.#disposables.add(this.#openSession(view));
    view.focus();
    if (this.#resumed === null) void this.#session.start();
    else this.#session.resume(this.#resumed, this.#invitation);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #openSession(screen: TerminalView): TerminalSession {
    const target = this.#target;
    const { api, router } = this.#context;
    return new TerminalSession({
      api,
      target,
      screen,
      origin: location.origin,
      listener: {
        started: (session) => router.note({ page: "terminal", target, session }),
        changed: (state) => this.#show(state),
        attachments: (attachments, own) => this.#share.show(attachments, own),
        inputProgress: (progress) => this.#progress.show(progress),
        inputRefused: () => this.#bar.warn("Not connected: what you type now is not kept"),
      },
    });
  }

  #show(state: SessionState): void {
    this.#state = state;
    if (state.kind === "signed-out") {
      this.#context.signInAgain();
      return;
    }
    const words = sessionInWords(state);
    this.#showStatus(words);
    this.#bar.show(words);
    if (words.action !== null && this.#isTerminalFocused) this.#bar.focus();
    if (this.#view) this.#view.live = words.action === null;
    if (state.kind === "connected") this.#view?.focus();
  }

  #shareButton(): HTMLElement {
    const button = el("button", { type: "button", class: "quiet" }, "Share");
    this.#disposables.listen(button, "click", () => this.#share.open());
    return button;
  }

  async #shareLink(mode: Mode): Promise<string> {
    const route = this.#context.router.route;
    if (route.page !== "terminal" || route.session === null)
      throw new Error("Nothing runs here yet");
    const ticket = await this.#context.api.shareTicket(route.session, mode, SHARED_FOR);
    return shareLink(route.target, route.session, ticket);
  }

  #showStatus({ tone, status }: SessionWords): void {
    this.#status.dataset.tone = tone;
    this.#status.replaceChildren(el("span", { class: "cut" }, status));
  }

  #act(): void {
    this.#view?.focus();
    this.#startAgain();
  }

  #startAgain(): void {
    this.#view?.continueBelow();
    void this.#session?.start();
  }

  async #paste(text: string): Promise<void> {
    await this.#paster?.paste(text);
    this.#view?.focus();
  }

  #stopPaste(): void {
    this.#session?.cancelInput();
    this.#session?.send(textInput(this.#paster?.ending ?? ""));
    this.#view?.focus();
  }

  #leave(): void {
    this.#context.router.go({ page: "instances" });
  }

  #press(event: KeyboardEvent): void {
    const handle = this.#handlerOf(event);
    if (handle === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    handle();
  }

  #handlerOf(event: KeyboardEvent): (() => void) | undefined {
    const shortcut = shortcutOf(event);
    if (shortcut === "copy") return () => void this.#copy();
    if (shortcut === "leave") return () => this.element.querySelector("a")?.focus();
    if (sessionInWords(this.#state).action === null || event.repeat) return undefined;
    if (event.key === "Escape") return () => this.#leave();
    return event.key === "Enter" && this.#isTerminalFocused ? () => this.#act() : undefined;
  }

  get #isTerminalFocused(): boolean {
    const focused = document.activeElement;
    return focused === document.body || this.#container.contains(focused);
  }

  async #copy(): Promise<void> {
    const text = this.#view?.selection ?? "";
    if (text !== "") await copyText(text);
  }
}
