import "../styles/admin.css";
import "../styles/admin-parts.css";
import "../styles/admin-table.css";
import type { Command } from "../commands";
import { Disposables } from "../disposables";
import type { Context, Page } from "../pages/page";
import { ADMIN_SECTIONS, type AdminSection, formatRoute, type Route } from "../router";
import { el } from "../ui/element";
import { Header, wordmark } from "../ui/header";
import { AdminApi } from "./admin-api";
import { AuditSection } from "./audit-section";
import { LimitsSection } from "./limits-section";
import { PolicySection } from "./policy-section";
import type { AdminContext, Query, Section } from "./section";
import { SessionsSection } from "./sessions-section";
import { TokensSection } from "./tokens-section";

type AdminRoute = Extract<Route, { page: "admin" }>;

const TITLES: Readonly<Record<AdminSection, string>> = {
  sessions: "Sessions",
  tokens: "Tokens",
  policy: "Policy",
  audit: "Audit",
  limits: "Limits",
};

const SECTIONS: Readonly<Record<AdminSection, (context: AdminContext, query: Query) => Section>> = {
  sessions: (context, query) => new SessionsSection(context, query),
  tokens: (context) => new TokensSection(context),
  policy: (context) => new PolicySection(context),
  audit: (context, query) => new AuditSection(context, query),
  limits: (context) => new LimitsSection(context),
};

/** What administrators see of the gateway: one section at a time, each with its own address. */
export class AdminPage implements Page {
  readonly element: HTMLElement;
  readonly commands: readonly Command[];
  readonly #context: Context;
  readonly #own: AdminContext;
  readonly #disposables = new Disposables();
  readonly #links = new Map(
    ADMIN_SECTIONS.map((section) => {
      const href = formatRoute({ page: "admin", section, query: {} });
      return [section, el("a", { href }, TITLES[section])];
    }),
  );
  readonly #nav: HTMLElement;
  readonly #main = el("main", { class: "column admin" });
  #section: Section | undefined;
  #name: AdminSection = "sessions";
  #isShown = false;

  constructor(context: Context) {
    this.#context = context;
    this.#own = {
      api: context.api,
      router: context.router,
      signInAgain: () => context.signInAgain(),
      admin: new AdminApi(context.api),
    };
    this.commands = ADMIN_SECTIONS.map((section) => ({
      group: "Admin",
      title: TITLES[section],
      run: () => context.router.go({ page: "admin", section, query: {} }),
    }));
    const header = this.#disposables.add(
      new Header(context.scheme, {
        start: wordmark(),
        onSignOut: () => void context.signOut(),
        onSettings: () => void context.openSettings(),
        onCommands: () => void context.openCommands(),
      }),
    );
    const items = [...this.#links.values()].map((link) => el("li", {}, link));
    this.#nav = el(
      "nav",
      { class: "sections", "aria-label": "Administration" },
      el("ul", {}, ...items),
    );
    this.element = el("div", { class: "page" }, header.element, this.#nav, this.#main);
  }

  get title(): string {
    return `${TITLES[this.#name]} · lxd-gateway`;
  }

  open({ section, query }: AdminRoute): void {
    this.#section?.dispose();
    this.#section = undefined;
    this.#name = section;
    this.#paintLinks();
    if (this.#context.me?.admin) this.#show(SECTIONS[section](this.#own, query));
    else this.#refuse();
    if (!this.#isShown) return;
    document.title = this.title;
    this.shown();
  }

  shown(): void {
    this.#isShown = true;
    this.#section?.shown();
    const { activeElement } = document;
    if (!this.#main.contains(activeElement)) this.#main.querySelector("h1")?.focus();
  }

  dispose(): void {
    this.#section?.dispose();
    this.#disposables.dispose();
  }

  #show(section: Section): void {
    this.#section = section;
    const heading = el("h1", { tabindex: "-1" }, TITLES[this.#name]);
    this.#main.replaceChildren(
      el("div", { class: "list-head" }, heading, section.tools ?? ""),
      section.element,
    );
  }

  #refuse(): void {
    const who = this.#context.me?.name ?? "nobody";
    this.#main.replaceChildren(
      el(
        "div",
        { class: "card", role: "alert" },
        el("h1", { tabindex: "-1" }, "For administrators"),
        el(
          "p",
          { class: "dim" },
          `You are signed in as ${who}, whom no rule of the policy allows admin.`,
        ),
        el("a", { class: "button primary", href: "#/" }, "To the instances"),
      ),
    );
  }

  #paintLinks(): void {
    this.#nav.hidden = !this.#context.me?.admin;
    for (const [name, link] of this.#links) {
      if (name === this.#name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
}
