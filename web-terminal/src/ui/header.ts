import { type Disposable, Disposables } from "../disposables";
import type { ColorScheme } from "./color-scheme";
import { el, icon } from "./element";

const SUN = [
  "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
  "M12 2.5v2M12 19.5v2M4.6 4.6 6 6M18 18l1.4 1.4M2.5 12h2M19.5 12h2M4.6 19.4 6 18M18 6l1.4-1.4",
];
const MOON = ["M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z"];
const DOOR = ["M14 4H6v16h8", "M11 12h10M17.5 8.5 21 12l-3.5 3.5"];

const SLIDERS = ["M4 7h10M18 7h2M4 17h2M10 17h10", "M16 4.8v4.4M8 14.8v4.4"];
const SHIELD = ["M12 3.5 5 6v5.5c0 4.4 2.9 7.5 7 9 4.1-1.5 7-4.6 7-9V6l-7-2.5Z"];
const QUESTION = ["M9 9.2a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.1", "M12 17.5v.01"];

export interface HeaderParts {
  start: Node;
  onSignOut?: () => void;
  onSettings?: () => void;
  onCommands?: () => void;
  /** Where the administration is, for those who may see it. */
  admin?: string | undefined;
}

/** The bar at the top of every page: where one is, how it stands, the colour scheme and the way out. */
export class Header implements Disposable {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();

  constructor(
    scheme: ColorScheme,
    { start, onSignOut, onSettings, onCommands, admin }: HeaderParts,
  ) {
    const actions = el("div", { class: "actions" }, this.#schemeButton(scheme));
    if (onCommands) actions.prepend(this.#iconButton("Commands and keys", QUESTION, onCommands));
    if (onSettings) actions.append(this.#iconButton("Settings", SLIDERS, onSettings));
    if (admin) actions.prepend(adminLink(admin));
    if (onSignOut) actions.append(this.#signOutButton(onSignOut));
    this.element = el("header", { class: "bar" }, start, actions);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #schemeButton(scheme: ColorScheme): HTMLElement {
    const button = el("button", { type: "button", class: "icon-button" });
    const paint = (): void => {
      const label = `Use ${scheme.other} colours`;
      button.setAttribute("aria-label", label);
      button.title = label;
      button.replaceChildren(icon(...(scheme.other === "dark" ? MOON : SUN)));
    };
    paint();
    this.#disposables.add(scheme.onChange(paint));
    this.#disposables.listen(button, "click", () => scheme.toggle());
    return button;
  }

  #iconButton(label: string, drawing: string[], onClick: () => void): HTMLElement {
    const button = el("button", { type: "button", class: "icon-button", title: label });
    button.setAttribute("aria-label", label);
    button.append(icon(...drawing));
    this.#disposables.listen(button, "click", onClick);
    return button;
  }

  #signOutButton(onSignOut: () => void): HTMLElement {
    const label = el("span", { class: "wide" }, "Sign out");
    const button = el("button", { type: "button", class: "quiet" }, icon(...DOOR), label);
    button.setAttribute("aria-label", "Sign out");
    this.#disposables.listen(button, "click", onSignOut);
    return button;
  }
}

function adminLink(href: string): HTMLElement {
  const label = el("span", { class: "wide" }, "Administration");
  const link = el(
    "a",
    { class: "button quiet", href, title: "Administration" },
    icon(...SHIELD),
    label,
  );
  link.setAttribute("aria-label", "Administration");
  return link;
}

export function wordmark(home = "#/"): HTMLElement {
  const logo = el("img", { src: "/favicon.svg", alt: "", width: "22", height: "22" });
  return el("a", { class: "wordmark", href: home }, logo, "lxd-gateway");
}
