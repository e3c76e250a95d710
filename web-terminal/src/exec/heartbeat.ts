import type { Disposable } from "../disposables";

const INTERVAL_MS = 15_000;
const PATIENCE_MS = 12_000;
const HURRY_MS = 5_000;
const LATE_MS = 2_000;

export interface HeartbeatListener {
  ping(id: number): void;
  roundTrip(ms: number): void;
  /** Nothing has come for too long after a question. */
  silent(): void;
}

/**
 * Asks the gateway for a sign of life every 15 seconds, measures how long that takes, and tells within 30 seconds when
 * none comes. Anything that arrives is a sign. A timer that fires late has slept, as the socket has: it asks once again.
 */
export class Heartbeat implements Disposable {
  readonly #listener: HeartbeatListener;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #askedAt = 0;
  #heardAt = Number.NEGATIVE_INFINITY;

  constructor(listener: HeartbeatListener) {
    this.#listener = listener;
  }

  start(): void {
    this.#ask(PATIENCE_MS);
  }

  /** Asks at once, and waits for the answer for a shorter time. */
  check(): void {
    this.#ask(HURRY_MS);
  }

  heard(): void {
    this.#heardAt = performance.now();
  }

  pong(id: number): void {
    if (id === this.#asked) this.#listener.roundTrip(performance.now() - this.#askedAt);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #ask(patience: number, again = false): void {
    this.#asked++;
    this.#askedAt = performance.now();
    this.#listener.ping(this.#asked);
    this.#wait(patience, () => this.#judge(patience, again));
  }

  #judge(patience: number, again: boolean): void {
    const late = performance.now() - this.#askedAt - patience;
    if (this.#heardAt >= this.#askedAt) {
      this.#wait(INTERVAL_MS - patience, () => this.start());
    } else if (late > LATE_MS && !again) {
      this.#ask(patience, true);
    } else {
      this.#listener.silent();
    }
  }

  #wait(ms: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, ms);
  }
}
