const BASE_MS = 500;
const CAP_MS = 15_000;
const LARGEST_STEP = 10;

/**
 * How long to wait before the next try: any time up to a ceiling that doubles with each of them (“full jitter”), so that
 * many pages which lost the same gateway do not come back at the same moment. It never gives up.
 */
export class Backoff {
  readonly #random: () => number;
  #tries = 0;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  next(): number {
    const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(this.#tries, LARGEST_STEP));
    this.#tries++;
    return Math.floor(this.#random() * ceiling);
  }

  reset(): void {
    this.#tries = 0;
  }
}
