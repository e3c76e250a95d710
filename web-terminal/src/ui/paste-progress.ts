import { type Disposable, Disposables } from "../disposables";
import type { InputProgress } from "../exec/input";
import { el } from "./element";

const MB = 1_000_000;

/** How far a large paste has got, and a way to stop it. */
export class PasteProgress implements Disposable {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();
  readonly #text = el("span", {});
  readonly #bar = el("progress", { "aria-label": "Pasting" });

  constructor(stop: () => void) {
    const button = el("button", { type: "button", class: "quiet" }, "Stop pasting");
    this.#disposables.listen(button, "click", stop);
    this.element = el(
      "div",
      { class: "paste-progress", hidden: true },
      this.#text,
      this.#bar,
      button,
    );
  }

  show(progress: InputProgress | null): void {
    this.element.hidden = progress === null;
    if (progress === null) return;
    this.#bar.max = progress.total;
    this.#bar.value = progress.done;
    this.#text.textContent = `Pasting ${megabytes(progress.done)} of ${megabytes(progress.total)} MB`;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function megabytes(bytes: number): string {
  return (bytes / MB).toFixed(1);
}
