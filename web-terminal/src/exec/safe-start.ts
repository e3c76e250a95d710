const LINE_FEED = 0x0a;
const ESC = 0x1b;
const BACKSLASH = 0x5c;
const FARTHEST = 8 * 1024;

/**
 * Finds where output that begins in the middle may begin on a screen: after a line's end or at the start of an escape
 * sequence, and so neither within one nor within a character. It takes the output piece by piece.
 */
export class SafeStart {
  #skipped = 0;
  #afterEscape = false;

  /** How many bytes were left out so far. */
  get skipped(): number {
    return this.#skipped;
  }

  /** What of this piece may be shown, `null` if it is none yet. */
  take(bytes: Uint8Array): Uint8Array | null {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      if (this.#afterEscape) {
        // an escape sequence that ends a string is no start
        if (byte !== BACKSLASH) return this.#from(i, bytes);
        this.#afterEscape = false;
        return this.#shown(bytes, i + 1);
      }
      if (byte === LINE_FEED) return this.#shown(bytes, i + 1);
      if (byte === ESC) this.#afterEscape = true;
      else if (this.#skipped + i > FARTHEST && (byte & 0xc0) !== 0x80) return this.#shown(bytes, i);
    }
    this.#skipped += bytes.length;
    return null;
  }

  #from(i: number, bytes: Uint8Array): Uint8Array {
    if (i > 0) return this.#shown(bytes, i - 1);
    const whole = new Uint8Array(bytes.length + 1);
    whole[0] = ESC;
    whole.set(bytes, 1);
    this.#skipped--;
    return whole;
  }

  #shown(bytes: Uint8Array, start: number): Uint8Array {
    this.#skipped += start;
    return bytes.subarray(start);
  }
}
