import type { Target } from "../api";
import type { Command } from "../commands";
import { Disposables } from "../disposables";
import type { Launch } from "../exec/launch";
import type { TerminalRoute } from "../router";
import { routeOf, type Tab, Tabs } from "../tabs";
import { ask } from "../ui/dialog";
import { el, icon } from "../ui/element";
import { menuButton } from "../ui/menu";
import { isMac } from "../ui/platform";
import { showStart } from "../ui/start-dialog";
import { type TabLook, TabStrip } from "../ui/tab-strip";
import { takeInvitation } from "./invitation";
import type { Context, Page } from "./page";
import { TerminalPane } from "./terminal-pane";
import { workspaceCommands } from "./workspace-commands";

const PLUS = ["M12 5v14M5 12h14"];

/** The terminals of this browser tab, one shown and the others going on behind it; each has its place in the tab strip. */
export class Workspace implements Page {
  readonly element: HTMLElement;
  readonly commands: readonly Command[];
  readonly #context: Context;
  readonly #disposables = new Disposables();
  readonly #tabs = new Tabs(sessionStorage, () => this.#show());
  readonly #panes = new Map<string, TerminalPane>();
  readonly #titles = new Map<string, string>();
  readonly #news = new Map<string, "output" | "bell">();
  readonly #strip: TabStrip;
  readonly #frame = el("main", { class: "panes" });
  #isShown = false;

  constructor(context: Context) {
    this.#context = context;
    this.commands = workspaceCommands(this);
    this.#strip = this.#disposables.add(
      new TabStrip({
        look: (tab) => this.#look(tab),
        select: (id) => this.select(id),
        close: (id) => void this.close(id),
        rename: (id, name) => this.#tabs.change(id, { name }),
        move: (id, place) => this.#tabs.move(id, place),
      }),
    );
    const logo = el("img", { src: "/favicon.svg", alt: "", width: "20", height: "20" });
    const home = el("a", { class: "home", href: "#/", title: "Instances" }, logo);
    home.setAttribute("aria-label", "Instances");
    const mac = isMac(navigator.platform);
    const more = el("button", { type: "button", class: "icon-button" }, icon(...PLUS));
    more.title = "Another session in this instance";
    more.setAttribute("aria-label", more.title);
    this.#disposables.listen(more, "click", () => this.duplicate());
    const menu = menuButton(() => [...this.commands, ...context.commands], mac);
    this.element = el(
      "div",
      { class: "page workspace" },
      el(
        "header",
        { class: "bar" },
        home,
        this.#strip.element,
        more,
        el("span", { class: "space" }),
        menu,
      ),
      this.#frame,
    );
    this.#disposables.listen<KeyboardEvent>(document, "keydown", (e) => this.#press(e), {
      capture: true,
    });
    this.#disposables.listen(window, "pagehide", () => this.active?.noteSeen());
  }

  get title(): string {
    const tab = this.#tabs.active;
    return tab === null ? "lxd-gateway" : `${this.#look(tab).label} · ${tab.target.remote}`;
  }

  get active(): TerminalPane | undefined {
    const { active } = this.#tabs;
    return active === null ? undefined : this.#panes.get(active.id);
  }

  /** Shows the place that the address names: its tab, or a new one. */
  open(route: TerminalRoute, launch: Launch | null = null): void {
    const { target, session, observe = false } = route;
    takeInvitation(route, this.#context.router);
    this.#tabs.open(target, { session, launch, observe });
  }

  shown(): void {
    this.#isShown = true;
    this.#show();
    this.active?.focus();
  }

  hidden(): void {
    this.#isShown = false;
    this.active?.hide();
  }

  select(id: string): void {
    this.#tabs.activate(id);
    this.active?.focus();
  }

  step(by: number): void {
    const tab = this.#tabs.neighbour(by);
    if (tab !== null) this.select(tab.id);
  }

  move(by: number): void {
    const { active, all } = this.#tabs;
    if (active !== null) this.#tabs.move(active.id, all.indexOf(active) + by);
  }

  rename(): void {
    const { active } = this.#tabs;
    if (active !== null) this.#strip.rename(active.id);
  }

  get count(): number {
    return this.#tabs.all.length;
  }

  /** A second session where the active one is, started in the same way. */
  duplicate(): void {
    const { active } = this.#tabs;
    if (active !== null) this.#tabs.open(active.target, { launch: active.launch });
  }

  async startWithOptions(): Promise<void> {
    const target = this.#target;
    if (target === null) return;
    const launch = await showStart(target, this.#context.launches);
    if (launch !== null) this.#tabs.open(target, { launch });
    else this.active?.focus();
  }

  /** A session that still runs goes on without its tab, unless one wants its end. */
  async close(id = this.#tabs.active?.id): Promise<void> {
    const pane = id === undefined ? undefined : this.#panes.get(id);
    if (id === undefined || pane === undefined) return;
    if (pane.isLive) {
      const agreed = await ask({
        title: "Close this tab?",
        text: "Its session goes on: for a while it stays in the list of your sessions. “End session” ends it.",
        action: "Close tab",
      });
      if (!agreed) {
        this.active?.focus();
        return;
      }
    }
    pane.noteSeen();
    this.#tabs.close(id);
    if (this.#tabs.active === null) this.leave();
    else this.active?.focus();
  }

  leave(): void {
    this.#context.router.go({ page: "instances" });
  }

  focusHome(): void {
    this.element.querySelector<HTMLElement>(".home")?.focus();
  }

  dispose(): void {
    this.active?.hide();
    for (const pane of this.#panes.values()) pane.dispose();
    this.#panes.clear();
    this.#disposables.dispose();
  }

  get #target(): Target | null {
    return this.#tabs.active?.target ?? null;
  }

  #show(): void {
    const { all, active } = this.#tabs;
    if (active !== null) this.#news.delete(active.id);
    this.#strip.show(all, active?.id ?? null);
    if (!this.#isShown) return;
    for (const [id, pane] of this.#panes)
      if (this.#tabs.get(id) === undefined) this.#drop(id, pane);
    for (const tab of all) this.#paneOf(tab).changed(tab);
    for (const [id, pane] of this.#panes) if (id !== active?.id) pane.hide();
    if (active === null) return;
    const pane = this.active;
    if (!pane?.element.classList.contains("active")) pane?.show();
    this.#context.router.note(routeOf(active));
    document.title = this.title;
  }

  #drop(id: string, pane: TerminalPane): void {
    this.#panes.delete(id);
    this.#titles.delete(id);
    pane.dispose();
    pane.element.remove();
  }

  #paneOf(tab: Tab): TerminalPane {
    const known = this.#panes.get(tab.id);
    if (known) return known;
    const { id } = tab;
    const pane = new TerminalPane(this.#context, tab, {
      started: (session) => this.#tabs.change(id, { session, observe: false }),
      titled: (title) => this.#titled(id, title),
      stirred: (what) => this.#stirred(id, what),
      leave: () => this.leave(),
    });
    this.#panes.set(id, pane);
    this.#frame.append(pane.element);
    pane.open();
    return pane;
  }

  #look(tab: Tab): TabLook {
    const label = tab.name ?? (this.#titles.get(tab.id) || tab.target.instance);
    const tone = this.#panes.get(tab.id)?.tone ?? "busy";
    return { label, tone, news: this.#news.get(tab.id) ?? null };
  }

  #titled(id: string, title: string): void {
    this.#titles.set(id, title.trim());
    this.#repaint();
  }

  #stirred(id: string, what: "output" | "bell" | "state"): void {
    const isActive = this.#isShown && this.#tabs.active?.id === id;
    if (what === "state") this.#repaint();
    if (what === "state" || isActive || this.#news.get(id) === "bell") return;
    if (this.#news.get(id) === what) return;
    this.#news.set(id, what);
    this.#repaint();
  }

  #repaint(): void {
    this.#strip.show(this.#tabs.all, this.#tabs.active?.id ?? null);
    if (this.#isShown) document.title = this.title;
  }

  /** What Enter and Escape are at a session's end, also while the text above is read or copied. */
  #press(event: KeyboardEvent): void {
    const pane = this.active;
    if (!this.#isShown || pane === undefined || pane.action === null || event.repeat) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (!pane.holdsFocus && document.activeElement !== document.body) {
      if (event.key !== "Escape" || !pane.element.contains(document.activeElement)) return;
      if (document.activeElement?.closest(".find-bar")) return;
    }
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") pane.act();
    else this.leave();
  }
}
