import { Api, messageOf } from "./api";
import { emptyMemory, InstancesPage } from "./pages/instances";
import { takeInvitation } from "./pages/invitation";
import type { Context, Page } from "./pages/page";
import { SignInPage } from "./pages/sign-in";
import { TroublePage } from "./pages/trouble";
import { type Route, Router } from "./router";
import { ColorScheme } from "./ui/color-scheme";

const loadTerminalPage = () => import("./pages/terminal-page");

/** Shows one page at a time: the one that the address names, or the sign-in before it. */
export class App implements Context {
  readonly api = new Api();
  readonly scheme = new ColorScheme();
  readonly router = new Router(() => void this.#showRoute());
  readonly #root: HTMLElement;
  #memory = emptyMemory();
  #page: Page | undefined;
  #signedIn = false;
  #turn = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  async start(): Promise<void> {
    try {
      this.#signedIn = await this.api.isSignedIn();
      await this.#showRoute();
    } catch (error) {
      this.#show(new TroublePage(this, messageOf(error), () => void this.start()));
    }
  }

  async signOut(): Promise<void> {
    try {
      await this.api.signOut();
      this.#memory = emptyMemory();
      this.router.note({ page: "instances" });
      this.signInAgain();
    } catch (error) {
      this.#show(new TroublePage(this, messageOf(error), () => void this.signOut()));
    }
  }

  signInAgain(): void {
    this.#signedIn = false;
    void this.#showRoute();
  }

  async #showRoute(): Promise<void> {
    const turn = ++this.#turn;
    if (!this.#signedIn) return this.#showSignIn();
    const open = await this.#pageOf(this.router.route);
    if (turn === this.#turn) this.#show(open());
  }

  async #pageOf(route: Route): Promise<() => Page> {
    const terminalPage = loadTerminalPage();
    if (route.page === "instances") return () => new InstancesPage(this, this.#memory);
    const { TerminalPage } = await terminalPage;
    return () =>
      new TerminalPage(this, route.target, route.session, takeInvitation(route, this.router));
  }

  #showSignIn(): void {
    const signedIn = (): void => {
      this.#signedIn = true;
      void this.#showRoute();
    };
    this.#show(new SignInPage(this, signedIn));
  }

  #show(page: Page): void {
    this.#page?.dispose();
    this.#page = page;
    this.#root.replaceChildren(page.element);
    document.title = page.title;
    page.shown();
  }
}
