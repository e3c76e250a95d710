const BATCH = 32 * 1024;

/**
 * Tells the gateway how much output the terminal has parsed, not merely received: every 32 KiB, and at once when
 * nothing is left to parse, so that an idle terminal never keeps a part of the gateway's window.
 */
export class FlowControl {
  readonly #acknowledge: (total: number) => void;
  #received = 0;
  #parsed = 0;
  #acknowledged = 0;

  constructor(acknowledge: (total: number) => void) {
    this.#acknowledge = acknowledge;
  }

  received(bytes: number): void {
    this.#received += bytes;
  }

  parsed(bytes: number): void {
    this.#parsed += bytes;
    const due = this.#parsed - this.#acknowledged;
    if (due >= BATCH || (due > 0 && this.#parsed === this.#received)) {
      this.#acknowledged = this.#parsed;
      this.#acknowledge(this.#parsed);
    }
  }
}
