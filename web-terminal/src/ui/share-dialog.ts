import { type Disposable, Disposables } from "../disposables";
import type { Attachments, Attendee, Mode } from "../exec/frames";
import { el } from "./element";

export interface ShareActions {
  /** A link that lets a colleague in. */
  link(mode: Mode): Promise<string>;
  copy(text: string): Promise<void>;
  setMode(attachment: string, mode: Mode): void;
}

/** Who is in this session, who has the keyboard, and links for others. */
export class ShareDialog implements Disposable {
  readonly element: HTMLDialogElement;
  readonly #disposables = new Disposables();
  readonly #actions: ShareActions;
  readonly #people = el("ul", { class: "people" });
  readonly #said = el("p", { class: "dim", "aria-live": "polite" });

  constructor(actions: ShareActions) {
    this.#actions = actions;
    this.element = el(
      "dialog",
      { class: "dialog share", "aria-label": "Share this session" },
      el("h2", {}, "Share this session"),
      el("p", { class: "dim" }, "A link works for an hour, for people who can sign in here."),
      el(
        "div",
        { class: "buttons" },
        this.#button("Copy link to watch", () => void this.#copyLink("observer")),
        this.#button("Copy link to type", () => void this.#copyLink("writer")),
      ),
      this.#said,
      el("h3", {}, "In this session"),
      this.#people,
      el(
        "form",
        { method: "dialog", class: "dialog-buttons" },
        el("button", { class: "quiet" }, "Close"),
      ),
    );
  }

  open(): void {
    this.#said.textContent = "";
    if (!this.element.open) this.element.showModal();
  }

  show({ clients = [] }: Attachments, own: string): void {
    this.#people.replaceChildren(
      ...clients.map((client) => this.#person(client, client.id === own)),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #person({ id, caller, mode, since }: Attendee, own: boolean): HTMLElement {
    const name = own ? `${caller} (this page)` : caller;
    const about = `${mode === "writer" ? "types" : "watches"} since ${time(since)}`;
    const [words, next]: [string, Mode] =
      mode === "writer"
        ? [own ? "Only watch" : "Take the keyboard back", "observer"]
        : [own ? "Take the keyboard" : "Hand over the keyboard", "writer"];
    const button = el("button", { type: "button", class: "quiet" }, words);
    button.addEventListener("click", () => this.#actions.setMode(id, next));
    return el("li", {}, el("span", {}, name), el("span", { class: "dim" }, about), button);
  }

  async #copyLink(mode: Mode): Promise<void> {
    try {
      const link = await this.#actions.link(mode);
      await this.#actions.copy(link);
      this.#said.textContent = "The link is on the clipboard.";
    } catch (error) {
      this.#said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  #button(words: string, act: () => void): HTMLElement {
    const button = el("button", { type: "button", class: "quiet" }, words);
    this.#disposables.listen(button, "click", act);
    return button;
  }
}

function time(since: string): string {
  return new Date(since).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
