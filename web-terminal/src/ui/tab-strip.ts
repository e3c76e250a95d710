import { type Disposable, Disposables } from "../disposables";
import { formatRoute } from "../router";
import { routeOf, type Tab } from "../tabs";
import { el, icon } from "./element";

const CLOSE = ["M6 6l12 12M18 6 6 18"];

export interface TabLook {
  label: string;
  tone: "busy" | "good" | "warning" | "bad";
  /** What came since one looked. */
  news: "output" | "bell" | null;
}

export interface TabStripListener {
  look(tab: Tab): TabLook;
  select(id: string): void;
  close(id: string): void;
  rename(id: string, name: string | null): void;
  move(id: string, place: number): void;
}

/** The open tabs as links to their sessions: by mouse or by keyboard to be picked, moved, renamed and closed. */
export class TabStrip implements Disposable {
  readonly element = el("nav", { class: "tabs", "aria-label": "Sessions" });
  readonly #list = el("ul", {});
  readonly #disposables = new Disposables();
  readonly #listener: TabStripListener;
  #tabs: readonly Tab[] = [];
  #active: string | null = null;
  #dragged: string | null = null;
  #renaming: string | null = null;

  constructor(listener: TabStripListener) {
    this.#listener = listener;
    this.element.append(this.#list);
    this.#disposables.listen<KeyboardEvent>(this.#list, "keydown", (event) => this.#press(event));
  }

  show(tabs: readonly Tab[], active: string | null): void {
    this.#tabs = tabs;
    this.#active = active;
    if (this.#renaming !== null) return;
    const focused = this.#focused;
    this.#list.replaceChildren(...tabs.map((tab) => this.#item(tab)));
    if (focused !== null) this.#link(focused)?.focus();
    this.#link(active)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  rename(id: string): void {
    const tab = this.#tabs.find((one) => one.id === id);
    const link = this.#link(id);
    if (tab === undefined || link === null) return;
    const input = el("input", { type: "text", "aria-label": "Name of the tab", maxlength: "60" });
    input.value = this.#listener.look(tab).label;
    this.#renaming = id;
    link.replaceWith(input);
    input.select();
    input.focus();
    const finish = (name: string | null | undefined): void => {
      if (this.#renaming !== id) return;
      this.#renaming = null;
      if (name !== undefined) this.#listener.rename(id, name?.trim() || null);
      this.show(this.#tabs, this.#active);
      this.#listener.select(id);
    };
    input.addEventListener("blur", () => finish(input.value));
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") finish(input.value);
      if (event.key === "Escape") finish(undefined);
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  get #focused(): string | null {
    return document.activeElement?.closest<HTMLElement>(".tabs li")?.dataset.id ?? null;
  }

  #link(id: string | null): HTMLAnchorElement | null {
    if (id === null) return null;
    return this.#list.querySelector(`[data-id="${CSS.escape(id)}"] a`);
  }

  #item(tab: Tab): HTMLElement {
    const { id, target } = tab;
    const { label, tone, news } = this.#listener.look(tab);
    const route = formatRoute(routeOf(tab));
    const link = el(
      "a",
      { href: route, draggable: "false", "aria-current": id === this.#active ? "page" : null },
      el("span", { class: "dot", "data-tone": tone }),
      el("span", { class: "cut" }, label),
    );
    const words = news === "bell" ? "bell" : news === "output" ? "new output" : "";
    if (words) link.append(el("span", { class: "news", title: words }, el("span", {}, words)));
    link.title = `${label}\n${target.instance} · ${target.remote} · ${target.project}`;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#listener.select(id);
    });
    link.addEventListener("dblclick", () => this.rename(id));
    const close = el("button", { type: "button", class: "icon-button", title: "Close" });
    close.setAttribute("aria-label", `Close ${label}`);
    close.append(icon(...CLOSE));
    close.addEventListener("click", () => this.#listener.close(id));
    const item = el("li", { "data-id": id, draggable: "true" }, link, close);
    if (news !== null) item.dataset.news = news;
    this.#makeDraggable(item, id);
    return item;
  }

  #makeDraggable(item: HTMLElement, id: string): void {
    item.addEventListener("dragstart", (event) => {
      this.#dragged = id;
      event.dataTransfer?.setData("text/plain", id);
    });
    item.addEventListener("dragend", () => {
      this.#dragged = null;
    });
    item.addEventListener("dragover", (event) => {
      if (this.#dragged !== null) event.preventDefault();
    });
    item.addEventListener("drop", (event) => {
      if (this.#dragged === null) return;
      event.preventDefault();
      this.#listener.move(this.#dragged, this.#placeOf(id));
    });
  }

  #placeOf(id: string): number {
    return this.#tabs.findIndex((tab) => tab.id === id);
  }

  #press(event: KeyboardEvent): void {
    const id = this.#focused;
    if (id === null || this.#renaming !== null) return;
    const at = this.#placeOf(id);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined && event.altKey) this.#listener.move(id, at + step);
    else if (step !== undefined) this.#link(this.#tabs[at + step]?.id ?? null)?.focus();
    else if (event.key === "F2") this.rename(id);
    else if (event.key === "Delete") this.#listener.close(id);
    else return;
    event.preventDefault();
  }
}
