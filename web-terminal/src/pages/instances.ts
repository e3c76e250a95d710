import { type Instance, isUnauthorized, messageOf, type Remote, type Target } from "../api";
import { Disposables } from "../disposables";
import { Poll } from "../poll";
import { formatRoute } from "../router";
import { ArrowKeys } from "../ui/arrow-keys";
import { el } from "../ui/element";
import { keepFocus } from "../ui/focus";
import { Header, wordmark } from "../ui/header";
import { skeletonRow } from "../ui/instance-row";
import { RemoteSection } from "../ui/remote-section";
import { SessionsSection } from "../ui/sessions-section";
import { showStart } from "../ui/start-dialog";
import type { Context, Page } from "./page";

/** What the list looked like last, so that coming back from a terminal shows it at once. */
export interface InstancesMemory {
  remotes: Remote[];
  instances: Map<string, Instance[]>;
}

export function emptyMemory(): InstancesMemory {
  return { remotes: [], instances: new Map() };
}

const INTERVAL_MS = 10_000;
const ADMIN = formatRoute({ page: "admin", section: "sessions", query: {} });

/** The sessions to come back to, and every instance that one may enter, remote by remote. */
export class InstancesPage implements Page {
  readonly element: HTMLElement;
  readonly title = "Instances · lxd-gateway";
  readonly #context: Context;
  readonly #memory: InstancesMemory;
  readonly #disposables = new Disposables();
  readonly #search = el("input", {
    type: "search",
    "aria-label": "Filter instances",
    placeholder: "Name, project, remote, status, type",
    autocomplete: "off",
    spellcheck: "false",
  });
  readonly #sessions: SessionsSection;
  readonly #lists = el("div", { class: "lists" });
  readonly #list = el("div", { class: "remotes" });
  readonly #poll: Poll;
  readonly #status = el("p", { class: "list-status", role: "status" });
  #sections: RemoteSection[] = [];
  #disposed = false;

  constructor(context: Context, memory: InstancesMemory) {
    this.#context = context;
    this.#memory = memory;
    const header = this.#disposables.add(
      new Header(context.scheme, {
        start: wordmark(),
        onSignOut: () => void context.signOut(),
        onSettings: () => void context.openSettings(),
        onCommands: () => void context.openCommands(),
        admin: context.me?.admin ? ADMIN : undefined,
      }),
    );
    this.#sessions = this.#disposables.add(
      new SessionsSection({
        api: context.api,
        seen: context.seen,
        owner: context.me?.name ?? "",
        onSignedOut: () => context.signInAgain(),
      }),
    );
    this.element = el(
      "div",
      { class: "page" },
      header.element,
      el(
        "main",
        { class: "column" },
        el("div", { class: "list-head" }, el("h1", {}, "Instances"), this.#search),
        this.#lists,
        this.#status,
      ),
    );
    this.#disposables.add(new ArrowKeys(this.#search, this.#lists, this.#list));
    this.#disposables.listen(this.#search, "input", () => this.#filter());
    this.#poll = this.#disposables.add(new Poll(INTERVAL_MS, () => this.#load()));
  }

  shown(): void {
    this.#search.focus();
    if (this.#memory.remotes.length > 0) {
      this.#showSections(this.#memory.remotes);
      void this.#sessions.ready.then(() => this.#showLists());
    } else {
      this.#lists.append(el("ul", { class: "rows first" }, ...[1, 2, 3].map(skeletonRow)));
    }
    void this.#poll.now();
  }

  dispose(): void {
    this.#disposed = true;
    for (const section of this.#sections) section.dispose();
    this.#disposables.dispose();
  }

  async #load(): Promise<void> {
    try {
      const [remotes] = await Promise.all([this.#context.api.remotes(), this.#sessions.ready]);
      if (this.#disposed) return;
      this.#showLists();
      const changed = JSON.stringify(remotes) !== JSON.stringify(this.#memory.remotes);
      if (changed || this.#sections.length === 0) this.#showSections(remotes);
      this.#memory.remotes = remotes;
      await Promise.all(this.#sections.map((section) => section.load()));
    } catch (error) {
      if (!this.#disposed) this.#fail(error);
    }
  }

  /** All at once, so that none moves another. */
  #showLists(): void {
    if (this.#list.isConnected) return;
    this.#lists.replaceChildren(this.#sessions.element, this.#list);
  }

  #showSections(remotes: Remote[]): void {
    for (const section of this.#sections) section.dispose();
    this.#sections = remotes.map(
      (remote) =>
        new RemoteSection({
          api: this.#context.api,
          remote,
          remembered: this.#memory.instances.get(remote.name),
          rows: {
            choose: (target) => void this.#choose(target),
            wait: (target) => this.#enter(target),
          },
          onLoaded: (instances) => {
            this.#memory.instances.set(remote.name, instances);
            this.#filter();
          },
          onSignedOut: () => this.#context.signInAgain(),
        }),
    );
    const elements = this.#sections.map((section) => section.element);
    keepFocus(this.#list, () => this.#list.replaceChildren(...elements));
    this.#filter();
  }

  #filter(): void {
    const text = this.#search.value.trim();
    this.#sessions.filter(text);
    for (const section of this.#sections) section.filter(text);
    const none = text !== "" && this.#sections.every((section) => section.element.hidden);
    this.#status.textContent = none ? `No instance matches “${text}”.` : "";
  }

  async #choose(target: Target): Promise<void> {
    const launch = await showStart(target, this.#context.launches);
    if (launch !== null) this.#context.start(target, launch);
  }

  #enter(target: Target): void {
    this.#context.router.go({ page: "terminal", target, session: null });
  }

  #fail(error: unknown): void {
    if (isUnauthorized(error)) {
      this.#context.signInAgain();
      return;
    }
    const retry = el("button", { type: "button", class: "quiet" }, "Try again");
    retry.addEventListener("click", () => void this.#poll.now(), { once: true });
    const message = el("div", { class: "row-message bad", role: "alert" }, messageOf(error), retry);
    this.#sections = [];
    this.#showLists();
    this.#list.replaceChildren(message);
  }
}
