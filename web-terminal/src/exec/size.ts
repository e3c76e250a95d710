import type { Disposable } from "../disposables";

const DELAY_MS = 60;

export interface Size {
  cols: number;
  rows: number;
}

/**
 * Keeps the session's terminal at the size of this page's: a moment after the last change, never twice the same, and
 * never one without a row or a column, which is what a hidden page measures.
 */
export class SizeReporter implements Disposable {
  readonly #send: (size: Size) => void;
  #known: Size = { cols: 0, rows: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (size: Size) => void) {
    this.#send = send;
  }

  /** The size that the session has, by the gateway's word. */
  learn(size: Size): void {
    this.#known = { cols: size.cols, rows: size.rows };
  }

  report(size: Size): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.reportNow(size), DELAY_MS);
  }

  reportNow(size: Size): void {
    clearTimeout(this.#timer);
    if (!(size.cols >= 1 && size.rows >= 1)) return;
    if (size.cols === this.#known.cols && size.rows === this.#known.rows) return;
    this.learn(size);
    this.#send(this.#known);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
