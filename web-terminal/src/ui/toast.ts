import { el } from "./element";

const SHOWN_MS = 3500;

/** One short message over the terminal's lower edge, which goes away by itself. */
export class Toast {
  readonly element = el("p", { class: "toast", "aria-live": "polite", hidden: true });
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(message: string): void {
    clearTimeout(this.#timer);
    this.element.hidden = false;
    this.element.textContent = message;
    this.#timer = setTimeout(() => {
      this.element.hidden = true;
    }, SHOWN_MS);
  }
}
