import { Disposables } from "../disposables";
import { el } from "../ui/element";
import { Header, wordmark } from "../ui/header";
import type { Context, Page } from "./page";

/** Shown where the gateway gives no answer to begin with. */
export class TroublePage implements Page {
  readonly element: HTMLElement;
  readonly title = "lxd-gateway";
  readonly #disposables = new Disposables();
  readonly #retry = el("button", { type: "button", class: "primary" }, "Try again");

  constructor(context: Context, message: string, onRetry: () => void) {
    const header = this.#disposables.add(new Header(context.scheme, { start: wordmark() }));
    const card = el(
      "div",
      { class: "card", role: "alert" },
      el("h1", {}, "No answer"),
      el("p", { class: "dim" }, `${message}.`),
      this.#retry,
    );
    this.#disposables.listen(this.#retry, "click", onRetry);
    this.element = el(
      "div",
      { class: "page" },
      header.element,
      el("main", { class: "centre" }, card),
    );
  }

  shown(): void {
    this.#retry.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
