import type { AdminPage } from "./admin/admin-page";
import { Api, type Me, messageOf, type Target } from "./api";
import { type Command, commandFor } from "./commands";
import type { Launch } from "./exec/launch";
import { Launches } from "./launches";
import { emptyMemory, InstancesPage } from "./pages/instances";
import type { Context, Page } from "./pages/page";
import { SignInPage } from "./pages/sign-in";
import { TroublePage } from "./pages/trouble";
import type { Workspace } from "./pages/workspace";
import { type Route, Router } from "./router";
import { Seen } from "./seen";
import { SettingsStore } from "./settings";
import { ENDED, takeReturn } from "./sign-in";
import { forgetTabs } from "./tabs";
import { ColorScheme } from "./ui/color-scheme";
import { showCommands } from "./ui/command-dialog";
import { loadDialogs } from "./ui/load-dialogs";
import { isMac } from "./ui/platform";
import { Toast } from "./ui/toast";

const TOUCH_MS = 60_000;

const loadWorkspace = () => import("./pages/workspace");
const loadAdmin = () => import("./admin/admin-page");

/** Shows one page at a time: the one that the address names, or the sign-in before it. Terminals go on behind the list. */
export class App implements Context {
  readonly api = new Api();
  readonly scheme = new ColorScheme();
  readonly settings: SettingsStore;
  readonly launches = new Launches(localStorage);
  readonly seen = new Seen(localStorage);
  readonly router = new Router(() => void this.#showRoute());
  readonly #root: HTMLElement;
  readonly #commands: readonly Command[] = [
    {
      group: "Page",
      title: "Commands and keys",
      keys: ["?", "Ctrl+Shift+L"],
      run: () => void this.openCommands(),
    },
    {
      group: "Page",
      title: "Settings",
      keys: ["Ctrl+Shift+Comma"],
      run: () => void this.openSettings(),
    },
    {
      group: "Page",
      title: "HTTP API",
      run: () => void window.open("/api.html", "_blank", "noopener"),
    },
    { group: "Page", title: "Light or dark colours", run: () => this.scheme.toggle() },
    {
      group: "Page",
      title: "Sign out",
      isEnabled: () => this.me !== null,
      run: () => void this.signOut(),
    },
  ];
  readonly #toast = new Toast();
  #memory = emptyMemory();
  #launch: Launch | null = null;
  #page: Page | undefined;
  #workspace: Workspace | undefined;
  #admin: AdminPage | undefined;
  #notice = takeReturn(sessionStorage);
  #lastTouch = Date.now();
  me: Me | null = null;
  #turn = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    const narrow = matchMedia("(width < 40rem)").matches;
    this.settings = new SettingsStore(localStorage, narrow ? { fontSize: 12 } : {});
    this.settings.follow(window);
    document.addEventListener("keydown", (event) => this.#press(event), { capture: true });
    addEventListener("vite:preloadError", () => this.#sayIsOutdated());
  }

  async begin(): Promise<void> {
    try {
      this.me = await this.api.me();
      await this.#showRoute();
    } catch (error) {
      this.#show(new TroublePage(this, messageOf(error), () => void this.begin()));
    }
  }

  start(target: Target, launch: Launch): void {
    this.#launch = launch;
    this.router.go({ page: "terminal", target, session: null });
  }

  async signOut(): Promise<void> {
    try {
      const next = await this.api.signOut();
      this.#memory = emptyMemory();
      this.router.note({ page: "instances" });
      this.#leave("");
      forgetTabs(sessionStorage);
      if (next !== null) location.assign(next);
    } catch (error) {
      this.#show(new TroublePage(this, messageOf(error), () => void this.signOut()));
    }
  }

  signInAgain(): void {
    this.#leave(ENDED);
  }

  #leave(notice: string): void {
    this.me = null;
    this.#notice = notice;
    void this.#showRoute();
  }

  async openSettings(): Promise<void> {
    const { showSettings } = await loadDialogs();
    await showSettings(this.settings, this.scheme);
    this.#workspaceShown?.active?.focus();
  }

  async openCommands(): Promise<void> {
    await showCommands(this.#available, isMac(navigator.platform));
  }

  /** What can be done on every page. */
  get commands(): readonly Command[] {
    const admin: Command = {
      group: "Page",
      title: "Administration",
      run: () => this.router.go({ page: "admin", section: "sessions", query: {} }),
    };
    return this.me?.admin ? [admin, ...this.#commands] : this.#commands;
  }

  get #available(): readonly Command[] {
    return [...(this.#page?.commands ?? []), ...this.commands];
  }

  get #workspaceShown(): Workspace | undefined {
    return this.#page === this.#workspace ? this.#workspace : undefined;
  }

  async #showRoute(): Promise<void> {
    const turn = ++this.#turn;
    if (this.me === null) return this.#showSignIn();
    const open = await this.#pageOf(this.router.route);
    if (turn === this.#turn) this.#show(open());
  }

  async #pageOf(route: Route): Promise<() => Page> {
    const workspace = loadWorkspace();
    if (route.page === "instances") return () => new InstancesPage(this, this.#memory);
    if (route.page === "admin") {
      const { AdminPage } = await loadAdmin();
      return () => {
        this.#admin ??= new AdminPage(this);
        this.#admin.open(route);
        return this.#admin;
      };
    }
    const { Workspace } = await workspace;
    return () => {
      this.#workspace ??= new Workspace(this);
      this.#workspace.open(route, this.#launch);
      this.#launch = null;
      return this.#workspace;
    };
  }

  #showSignIn(): void {
    this.#workspace?.dispose();
    this.#workspace = undefined;
    this.#show(new SignInPage(this, this.#notice, () => void this.begin()));
    this.#notice = "";
  }

  #show(page: Page): void {
    if (page === this.#page) return;
    if (this.#page && this.#page === this.#workspace) this.#workspace?.hidden();
    else this.#page?.dispose();
    if (this.#page === this.#admin) this.#admin = undefined;
    this.#page = page;
    this.#root.replaceChildren(page.element);
    document.title = page.title;
    page.shown();
  }

  /** Its parts are gone from a gateway that is newer, and out of reach while there is none. */
  #sayIsOutdated(): void {
    document.body.append(this.#toast.element);
    this.#toast.show("A part of this page can't be loaded. Reload it: sessions go on.");
  }

  /** Whoever types uses the login, though the keys go by a WebSocket. */
  #touchLogin(): void {
    if (this.me === null || Date.now() - this.#lastTouch < TOUCH_MS) return;
    this.#lastTouch = Date.now();
    void this.api.me().catch(() => undefined);
  }

  #press(event: KeyboardEvent): void {
    this.#touchLogin();
    if (document.querySelector("dialog[open]")) return;
    const command = commandFor(event, this.#available);
    if (command?.run === undefined) return;
    if (event.key === "?" && isTyping(document.activeElement)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) command.run();
  }
}

/** Whether a “?” is text there: in a terminal and in any field but the list's search, which finds nothing by it. */
function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return element.type !== "search";
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}
