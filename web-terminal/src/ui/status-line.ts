import { type Disposable, Disposables } from "../disposables";
import type { Size } from "../exec/size";
import { el } from "./element";
import { Note } from "./note";
import type { SessionWords } from "./session-words";

export interface StatusLineListener {
  act(): void;
  leave(): void;
  find(): void;
  share(): void;
  signal(button: HTMLElement): void;
  end(): void;
}

/**
 * The line below a terminal: how the session stands and why, its size and who else is there; and once it takes no more
 * input, how it ended and what to do next. It is as high in every state, so that nothing moves.
 */
export class StatusLine implements Disposable {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();
  readonly #status = el("p", { class: "status", role: "status" });
  readonly #note = this.#disposables.add(new Note());
  readonly #place: HTMLElement;
  readonly #shared = el("span", { class: "shared", hidden: true });
  readonly #trip = el("span", { class: "trip", title: "Round trip to the gateway" });
  readonly #size = el("span", { class: "size", title: "Columns × rows" });
  readonly #tools = el("div", { class: "tools" });
  readonly #next = el("div", { class: "next", hidden: true });
  readonly #label = document.createTextNode("");
  readonly #act = el("button", { type: "button", class: "primary" }, this.#label, key("Enter"));

  constructor(place: string, listener: StatusLineListener) {
    this.#place = el("span", { class: "place", title: place }, place);
    const signal = this.#button("Signal", () => listener.signal(signal));
    signal.setAttribute("aria-haspopup", "dialog");
    this.#tools.append(
      this.#button("Find", () => listener.find()),
      this.#button("Share", () => listener.share()),
      signal,
      this.#button("End", () => listener.end()),
    );
    const leave = this.#button("Instances", () => listener.leave());
    leave.append(key("Esc"));
    this.#next.append(leave, this.#act);
    const facts = el("div", { class: "facts" }, this.#place, this.#shared, this.#trip, this.#size);
    this.element = el(
      "footer",
      { class: "status-line" },
      this.#status,
      this.#note.element,
      facts,
      this.#tools,
      this.#next,
    );
    this.#disposables.listen(this.#act, "click", () => listener.act());
  }

  show({ tone, status, note, action }: SessionWords): void {
    const over = action !== null;
    this.element.dataset.tone = tone;
    this.element.classList.toggle("over", over);
    const text = el("span", { class: "cut", title: status }, status);
    if (this.#status.textContent !== status) this.#status.replaceChildren(text);
    this.#note.show(note);
    this.#tools.hidden = over;
    this.#next.hidden = !over;
    this.#label.data = action ?? "";
  }

  resized({ cols, rows }: Size): void {
    this.#size.textContent = `${cols}×${rows}`;
  }

  /** Who is attached, this page included; alone says nothing. */
  attached(writers: number, observers: number): void {
    this.#shared.hidden = writers + observers < 2;
    const watching = observers === 0 ? "" : ` · ${observers} watching`;
    this.#shared.textContent = `Shared: ${writers} typing${watching}`;
  }

  roundTrip(milliseconds: number): void {
    this.#trip.textContent = `${Math.max(1, Math.round(milliseconds))} ms`;
  }

  focus(): void {
    this.#act.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #button(label: string, onClick: () => void): HTMLButtonElement {
    const button = el("button", { type: "button", class: "quiet" }, label);
    this.#disposables.listen(button, "click", onClick);
    return button;
  }
}

function key(name: string): HTMLElement {
  return el("kbd", { "aria-hidden": "true" }, name);
}
