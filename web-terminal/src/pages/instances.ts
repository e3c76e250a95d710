import { type Instance, isUnauthorized, messageOf, type Remote } from "../api";
import { Disposables } from "../disposables";
import { ArrowKeys } from "../ui/arrow-keys";
import { el } from "../ui/element";
import { keepFocus } from "../ui/focus";
import { Header, wordmark } from "../ui/header";
import { skeletonRow } from "../ui/instance-row";
import { RemoteSection } from "../ui/remote-section";
import type { Context, Page } from "./page";

/** What the list looked like last, so that coming back from a terminal shows it at once. */
export interface InstancesMemory {
  remotes: Remote[];
  instances: Map<string, Instance[]>;
}

export function emptyMemory(): InstancesMemory {
  return { remotes: [], instances: new Map() };
}

/** Every instance that one may enter, remote by remote. */
export class InstancesPage implements Page {
  readonly element: HTMLElement;
  readonly title = "Instances · lxd-gateway";
  readonly #context: Context;
  readonly #memory: InstancesMemory;
  readonly #disposables = new Disposables();
  readonly #search = el("input", {
    type: "search",
    "aria-label": "Filter instances",
    placeholder: "Filter by name, project or remote",
    autocomplete: "off",
    spellcheck: "false",
  });
  readonly #list = el("div", { class: "remotes" });
  readonly #status = el("p", { class: "list-status", role: "status" });
  #sections: RemoteSection[] = [];
  #disposed = false;

  constructor(context: Context, memory: InstancesMemory) {
    this.#context = context;
    this.#memory = memory;
    const onSignOut = (): void => void context.signOut();
    const header = this.#disposables.add(
      new Header(context.scheme, { start: wordmark(), onSignOut }),
    );
    this.element = el(
      "div",
      { class: "page" },
      header.element,
      el(
        "main",
        { class: "column" },
        el("div", { class: "list-head" }, el("h1", {}, "Instances"), this.#search),
        this.#list,
        this.#status,
      ),
    );
    this.#disposables.add(new ArrowKeys(this.#search, this.#list));
    this.#disposables.listen(this.#search, "input", () => this.#filter());
    this.#disposables.listen(document, "visibilitychange", () => {
      if (document.visibilityState === "visible") void this.#load();
    });
  }

  shown(): void {
    this.#search.focus();
    if (this.#memory.remotes.length > 0) this.#showSections(this.#memory.remotes);
    else this.#list.append(el("ul", { class: "rows first" }, ...[1, 2, 3].map(skeletonRow)));
    void this.#load();
  }

  dispose(): void {
    this.#disposed = true;
    for (const section of this.#sections) section.dispose();
    this.#disposables.dispose();
  }

  async #load(): Promise<void> {
    try {
      const remotes = await this.#context.api.remotes();
      if (this.#disposed) return;
      const changed = JSON.stringify(remotes) !== JSON.stringify(this.#memory.remotes);
      if (changed || this.#sections.length === 0) this.#showSections(remotes);
      this.#memory.remotes = remotes;
      for (const section of this.#sections) void section.load();
    } catch (error) {
      if (!this.#disposed) this.#fail(error);
    }
  }

  #showSections(remotes: Remote[]): void {
    for (const section of this.#sections) section.dispose();
    this.#sections = remotes.map(
      (remote) =>
        new RemoteSection({
          api: this.#context.api,
          remote,
          remembered: this.#memory.instances.get(remote.name),
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
    for (const section of this.#sections) section.filter(text);
    const none = text !== "" && this.#sections.every((section) => section.element.hidden);
    this.#status.textContent = none ? `No instance matches “${text}”.` : "";
  }

  #fail(error: unknown): void {
    if (isUnauthorized(error)) {
      this.#context.signInAgain();
      return;
    }
    const retry = el("button", { type: "button", class: "quiet" }, "Try again");
    retry.addEventListener("click", () => void this.#load(), { once: true });
    const message = el("div", { class: "row-message bad", role: "alert" }, messageOf(error), retry);
    this.#sections = [];
    this.#list.replaceChildren(message);
  }
}
