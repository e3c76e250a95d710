import type { Disposable } from "../disposables";

/** What a session waits for: the page to parse its output, the network, or the program to read its input. */
export type HeldBy = "browser" | "network" | "program";

export interface HoldUpListener {
  changed(by: HeldBy | null): void;
  /** Asks the gateway for a sign of life; `answered` is called when it comes. */
  ask(): void;
}

const LOOK_MS = 1_000;
const BEHIND = 32 * 1024;

/**
 * Finds out why a connected session stands still. It looks once a second while anything waits, and not at all otherwise. Input
 * that does not move is the network's doing until the gateway answers a question asked since; then it is the program's.
 */
export class HoldUp implements Disposable {
  readonly #listener: HoldUpListener;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #behind = 0;
  #leastBehind = 0;
  #unread = 0;
  #moved = false;
  #question: "none" | "asked" | "answered" = "none";
  #by: HeldBy | null = null;

  constructor(listener: HoldUpListener) {
    this.#listener = listener;
  }

  /** How many bytes of output have come and are not parsed yet. */
  output(bytes: number): void {
    this.#behind = bytes;
    this.#leastBehind = Math.min(this.#leastBehind, bytes);
    this.#watch();
  }

  /** How many bytes of input have been sent and not been given to the program yet. */
  input(bytes: number): void {
    this.#moved ||= bytes < this.#unread;
    this.#unread = bytes;
    this.#watch();
  }

  answered(): void {
    if (this.#question === "asked") this.#question = "answered";
  }

  /** There is no connection any more. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#behind = 0;
    this.#leastBehind = 0;
    this.#unread = 0;
    this.#moved = false;
    this.#question = "none";
    this.#become(null);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #watch(): void {
    if (this.#timer !== undefined || (this.#behind === 0 && this.#unread === 0)) return;
    this.#timer = setTimeout(() => this.#look(), LOOK_MS);
  }

  #look(): void {
    this.#become(this.#judge());
    this.#leastBehind = this.#behind;
    this.#moved = false;
    this.#timer = undefined;
    this.#watch();
  }

  #judge(): HeldBy | null {
    if (this.#leastBehind >= BEHIND) return "browser";
    if (this.#unread === 0 || this.#moved) {
      this.#question = "none";
      return null;
    }
    if (this.#question === "none") {
      this.#question = "asked";
      this.#listener.ask();
      return this.#by;
    }
    return this.#question === "answered" ? "program" : "network";
  }

  #become(by: HeldBy | null): void {
    if (by === this.#by) return;
    this.#by = by;
    this.#listener.changed(by);
  }
}
