import { isUnauthorized, messageOf, Problem } from "../api";
import { type Disposable, Disposables } from "../disposables";
import { Poll } from "../poll";
import { el } from "../ui/element";
import { skeletonRow } from "../ui/instance-row";

export interface AnswerOptions<T> {
  /** What a gateway may not have: “an audit”. */
  what: string;
  load(): Promise<T>;
  show(value: T): void;
  onSignedOut(): void;
  /** After which it is asked for anew; only when told to, unless given. */
  intervalMs?: number;
}

/**
 * A place for what the gateway answers: bones until it does, then the answer, and why there is none or why it is no longer
 * new. A gateway that does not have such a thing says so calmly.
 */
export class Answer<T> implements Disposable {
  readonly element: HTMLElement;
  readonly #options: AnswerOptions<T>;
  readonly #disposables = new Disposables();
  readonly #notice = el("div", { class: "notice", hidden: true });
  readonly #bones = el(
    "ul",
    { class: "rows", "aria-hidden": "true" },
    ...[1, 2, 3].map(skeletonRow),
  );
  readonly #content: HTMLElement;
  readonly #poll: Poll | null;
  #shown = false;
  #turn = 0;
  #disposed = false;

  constructor(content: HTMLElement, options: AnswerOptions<T>) {
    this.#options = options;
    this.#content = content;
    content.hidden = true;
    this.element = el("div", { class: "answer" }, this.#notice, this.#bones, content);
    const { intervalMs } = options;
    this.#poll =
      intervalMs === undefined
        ? null
        : this.#disposables.add(new Poll(intervalMs, () => this.#load()));
  }

  /** Asks anew; an answer that is still on its way is to another question by now. */
  async now(): Promise<void> {
    this.#turn++;
    await (this.#poll?.now() ?? this.#load());
  }

  dispose(): void {
    this.#disposed = true;
    this.#disposables.dispose();
  }

  async #load(): Promise<void> {
    const turn = this.#turn;
    try {
      const value = await this.#options.load();
      if (this.#disposed || turn !== this.#turn) return;
      this.#notice.hidden = true;
      this.#notice.replaceChildren();
      this.#reveal(true);
      this.#options.show(value);
    } catch (error) {
      if (!this.#disposed && turn === this.#turn) this.#fail(error);
    }
  }

  #reveal(hasContent: boolean): void {
    this.#shown = hasContent;
    this.#bones.hidden = true;
    this.#content.hidden = !hasContent;
  }

  #fail(error: unknown): void {
    if (isUnauthorized(error)) {
      this.#options.onSignedOut();
      return;
    }
    if (error instanceof Problem && error.status === 404) {
      this.#reveal(false);
      this.#say(false, `This gateway does not have ${this.#options.what}.`);
      return;
    }
    const forbidden = error instanceof Problem && error.status === 403;
    const stale = this.#shown && !forbidden;
    if (!stale) this.#reveal(false);
    const retry = el("button", { type: "button", class: "quiet" }, "Try again");
    retry.addEventListener("click", () => void this.now());
    const words = stale ? `What follows is no longer new. ${messageOf(error)}` : messageOf(error);
    this.#say(true, words, retry);
  }

  #say(bad: boolean, words: string, ...more: HTMLElement[]): void {
    this.#notice.hidden = false;
    this.#notice.classList.toggle("bad", bad);
    if (this.#notice.firstChild?.textContent === words) return;
    const role = bad ? "alert" : "status";
    this.#notice.replaceChildren(el("p", { role }, words), ...more);
  }
}
