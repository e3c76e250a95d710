import type { Disposable } from "../disposables";

const DELAY_MS = 60;
const TAKE_OVER_MS = 1_000;

export interface Size {
  cols: number;
  rows: number;
}

export interface SizeRuleListener {
  /** Gives the session's terminal this size. */
  send(size: Size): void;
  /** Draws the session's terminal in this size. */
  show(size: Size): void;
}

/**
 * Whose size the session's terminal has: that of the writer who was active last. This page's is sent when it changes, a
 * moment after the last change, and when a person types here after another had the size; never twice the same, never one
 * without a row or a column, which is what a hidden page measures, and never for an observer.
 */
export class SizeRule implements Disposable {
  readonly #listener: SizeRuleListener;
  #own: Size;
  #session: Size;
  #writer = false;
  #mine = true;
  #takenAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(own: Size, listener: SizeRuleListener) {
    this.#listener = listener;
    this.#own = own;
    this.#session = own;
  }

  /** Whether the session has this page's size, and so this page is the one to answer for its terminal. */
  get isMine(): boolean {
    return this.#mine;
  }

  /** This page has come, or come back. */
  attached(session: Size, writer: boolean): void {
    this.#writer = writer;
    this.#session = pick(session);
    if (this.#mine && writer) this.#take();
    else this.#follow();
  }

  become(writer: boolean): void {
    this.#writer = writer;
    if (!writer) this.#follow();
  }

  /** The page has room for this size now. */
  fits(size: Size): void {
    if (!isReal(size) || same(size, this.#own)) return;
    this.#own = pick(size);
    if (!this.#writer && !this.#mine) return;
    this.#mine = true;
    this.#listener.show(this.#own);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#take(), DELAY_MS);
  }

  /** Another attachment has changed the size. */
  changed(size: Size): void {
    this.#session = pick(size);
    this.#follow();
  }

  /** A person types here. */
  typed(): void {
    if (!this.#writer || this.#mine) return;
    const now = performance.now();
    if (now - this.#takenAt < TAKE_OVER_MS) return;
    this.#takenAt = now;
    this.#mine = true;
    this.#listener.show(this.#own);
    this.#take();
  }

  /** No other writer is left. */
  alone(): void {
    if (!this.#writer || this.#mine) return;
    this.#mine = true;
    this.#listener.show(this.#own);
    this.#take();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #take(): void {
    clearTimeout(this.#timer);
    if (!this.#writer || !this.#mine || !isReal(this.#own) || same(this.#own, this.#session))
      return;
    this.#session = this.#own;
    this.#listener.send(this.#own);
  }

  #follow(): void {
    clearTimeout(this.#timer);
    this.#mine = same(this.#session, this.#own);
    this.#listener.show(this.#session);
  }
}

function pick({ cols, rows }: Size): Size {
  return { cols, rows };
}

function isReal({ cols, rows }: Size): boolean {
  return cols >= 1 && rows >= 1;
}

function same(one: Size, other: Size): boolean {
  return one.cols === other.cols && one.rows === other.rows;
}
